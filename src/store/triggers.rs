//! The triggers that write the history, generated from the tables they watch.

use std::fmt::Write as _;

use rusqlite::Connection;

use super::patches;

/// The tables whose every change is in the history. Each has a column `id`.
pub(super) const CONTENT: [&str; 49] = [
    "coder",
    "case",
    "person",
    "meeting",
    "meeting_person",
    "source",
    "source_person",
    "attribute",
    "source_attribute",
    "person_attribute",
    "case_attribute",
    "meeting_attribute",
    "turn",
    "markup",
    "quotation",
    "code",
    "code_example",
    "code_link",
    "code_set",
    "code_set_member",
    "code_question",
    "code_answer",
    "code_review",
    "framework_version",
    "reason",
    "coding",
    "flag",
    "quotation_link",
    "quick_code",
    "term",
    "synonym",
    "saved_query",
    "label_style",
    "output",
    "extract",
    "acceptance",
    "printing",
    "printed_extract",
    "memo",
    "memo_comment",
    "matrix",
    "summary",
    "item",
    "counter_search",
    "mention",
    "board",
    "card",
    "board_snapshot",
    "source_read",
];

/// The column whose changes are kept as the stretch that differs: a source's text.
pub(super) const TEXT: (&str, &str) = ("source", "text");

/// The columns of a table with their declared types, in order.
pub(super) fn columns(
    connection: &Connection,
    table: &str,
) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT name, type FROM pragma_table_info(?1)")?;
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Installs the triggers for this connection. They write under the step named in `temp.current`; without one, a
/// write to a content table fails, so that nothing can be changed past the history.
pub(super) fn install(connection: &Connection) -> rusqlite::Result<()> {
    patches::install(connection)?;
    let mut sql = String::from("CREATE TEMP TABLE current (step INTEGER NOT NULL);\n");
    for table in CONTENT {
        let columns = columns(connection, table)?;
        let differs = join(&columns, " OR ", |c, _| format!("old.\"{c}\" IS NOT new.\"{c}\""));
        let changed = |row: &str, other: &str| {
            let parts = join(&columns, " || ", |c, t| {
                let value = match (table, c) == TEXT {
                    true => format!("{}({row}.\"{c}\", {other}.\"{c}\")", patches::FUNCTION),
                    false => as_json(row, c, t),
                };
                format!(
                    "CASE WHEN old.\"{c}\" IS NOT new.\"{c}\" THEN ',\"{c}\":' || {value} ELSE '' END"
                )
            });
            format!("'{{' || substr({parts}, 2) || '}}'")
        };
        let whole = whole_as_json(&columns, "old");
        let log = |row: &str, kind: &str, before: &str, after: &str| {
            format!(
                "INSERT INTO change (step, \"table\", \"row\", kind, before, after) \
                 VALUES ((SELECT step FROM current), '{table}', {row}.id, '{kind}', {before}, {after});"
            )
        };
        let insert = log("new", "insert", "NULL", "NULL");
        let update = log("old", "update", &changed("old", "new"), &changed("new", "old"));
        let delete = log("old", "delete", &whole, "NULL");
        let _ = write!(
            sql,
            "CREATE TEMP TRIGGER {table}_inserted AFTER INSERT ON main.\"{table}\" BEGIN {insert} END;\n\
             CREATE TEMP TRIGGER {table}_updated AFTER UPDATE ON main.\"{table}\" WHEN {differs} BEGIN {update} END;\n\
             CREATE TEMP TRIGGER {table}_deleted AFTER DELETE ON main.\"{table}\" BEGIN {delete} END;\n"
        );
    }
    connection.execute_batch(&sql)
}

fn join(
    columns: &[(String, String)],
    separator: &str,
    part: impl Fn(&str, &str) -> String,
) -> String {
    columns.iter().map(|(name, kind)| part(name, kind)).collect::<Vec<_>>().join(separator)
}

/// SQL that gives a whole row of a table as the log writes a deleted one; `row` is what the statement calls it.
pub(super) fn row_as_json(
    connection: &Connection,
    table: &str,
    row: &str,
) -> rusqlite::Result<String> {
    Ok(whole_as_json(&columns(connection, table)?, row))
}

fn whole_as_json(columns: &[(String, String)], row: &str) -> String {
    let parts = join(columns, " || ", |c, t| format!("',\"{c}\":' || {}", as_json(row, c, t)));
    format!("'{{' || substr({parts}, 2) || '}}'")
}

/// SQL that gives a column of a row as JSON; keys become hex digits.
fn as_json(row: &str, column: &str, kind: &str) -> String {
    if kind == "BLOB" {
        format!("ifnull('\"' || nullif(hex({row}.\"{column}\"), '') || '\"', 'null')")
    } else {
        format!("json_quote({row}.\"{column}\")")
    }
}

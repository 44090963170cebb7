//! The numbered steps from an empty file to the present schema.

use rusqlite::Connection;

/// The schema as it stands today.
pub(super) const SCHEMA: &str = include_str!("../../../schema.sql");

/// The version that [`SCHEMA`] describes; `user_version` in the file.
pub(super) const VERSION: i64 = STEPS.len() as i64;

/// "Marg": what marks a SQLite file as a project; `application_id` in the file.
pub(super) const APPLICATION_ID: u32 = 1_298_231_911;

/// Step *n* leads a file of version *n* to version *n + 1*. The first makes the tables of version 1. A step that stands here
/// is never changed again.
const STEPS: [&str; 7] = [
    include_str!("1.sql"),
    include_str!("2.sql"),
    include_str!("3.sql"),
    include_str!("4.sql"),
    include_str!("5.sql"),
    include_str!("6.sql"),
    include_str!("7.sql"),
];

/// Leads a file of an older version to the present one, all or nothing.
pub(super) fn migrate(connection: &Connection, from: i64) -> rusqlite::Result<()> {
    let from = usize::try_from(from).unwrap_or(0);
    if from >= STEPS.len() {
        return Ok(());
    }
    // A table that makes room for its successor leaves the references to its name as they are.
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")?;
    let transaction = connection.unchecked_transaction()?;
    for step in &STEPS[from..] {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    connection.execute_batch("PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .expect("a statement");
        let plain = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.map(plain))))
            .expect("rows");
        rows.collect::<rusqlite::Result<_>>().expect("rows")
    }

    #[test]
    fn all_steps_lead_to_the_schema() {
        let stepped = Connection::open_in_memory().expect("a database");
        migrate(&stepped, 0).expect("steps");
        let direct = Connection::open_in_memory().expect("a database");
        direct.execute_batch(SCHEMA).expect("schema");
        assert_eq!(shape(&stepped), shape(&direct));
        for name in ["user_version", "application_id"] {
            let read = |c: &Connection| -> i64 {
                c.pragma_query_value(None, name, |row| row.get(0)).expect("a pragma")
            };
            assert_eq!(read(&stepped), read(&direct));
        }
        let version: i64 =
            direct.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a pragma");
        assert_eq!(version, VERSION);
        let id: u32 =
            direct.pragma_query_value(None, "application_id", |row| row.get(0)).expect("a pragma");
        assert_eq!(id, APPLICATION_ID);
    }

    #[test]
    fn a_file_of_the_first_version_keeps_what_it_holds() {
        let old = Connection::open_in_memory().expect("a database");
        old.execute_batch(STEPS[0]).expect("version 1");
        old.execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO source (id, name, kind, length, sha256, file_sha256, encoding, imported_at, text)
             VALUES (zeroblob(16), 'A', 'interview', 5, printf('%064d', 1), printf('%064d', 2), 'UTF-8',
                     '2026-01-01T00:00:00Z', 'Words');
             INSERT INTO turn (id, source, start, \"end\", marker, speaker)
             VALUES (zeroblob(16), zeroblob(16), 0, 5, 0, 'INT');
             INSERT INTO quotation (id, source, start, \"end\", comment, created_at)
             VALUES (zeroblob(16), zeroblob(16), 1, 3, 'why', '2026-01-01T00:00:00Z');
             INSERT INTO reading VALUES (zeroblob(16), zeroblob(16), 0, 0.0, '2026-01-01T00:00:00Z');",
        )
        .expect("rows");
        migrate(&old, 1).expect("a step");
        let text: String = old
            .query_row(
                "SELECT substr(text, start + 1, \"end\" - start) FROM quotation
                 JOIN source ON source.id = quotation.source WHERE comment = 'why'",
                [],
                |row| row.get(0),
            )
            .expect("a quotation");
        assert_eq!(text, "or");
        let strays: i64 = old
            .query_row(
                "SELECT count(*) FROM pragma_foreign_key_check WHERE \"table\" <> 'reading'",
                [],
                |r| r.get(0),
            )
            .expect("a count");
        assert_eq!(strays, 0);
        let turns: i64 = old
            .query_row(
                "SELECT count(*) FROM turn WHERE speaker = 'INT' AND time IS NULL",
                [],
                |r| r.get(0),
            )
            .expect("a count");
        assert_eq!(turns, 1);
    }

    #[test]
    fn a_file_of_the_second_version_keeps_its_framework() {
        let old = Connection::open_in_memory().expect("a database");
        old.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")
            .expect("set");
        for step in &STEPS[..2] {
            old.execute_batch(step).expect("version 2");
        }
        old.execute_batch(
            "INSERT INTO coder VALUES (x'00000000000000000000000000000001', 'Kim', '2026-01-01T00:00:00Z');
             INSERT INTO step (seq, id, at, coder, label, kind)
             VALUES (1, zeroblob(16), '2026-01-01T00:00:00Z', x'00000000000000000000000000000001', 'Made', 'do');
             INSERT INTO code (id, parent, name, definition, origin, position, created_at)
             VALUES (x'0000000000000000000000000000000a', NULL, 'Trust', 'in people', 'inductive', 0, 'then'),
                    (x'0000000000000000000000000000000b', x'0000000000000000000000000000000a', 'Lost', '', 'framework', 0, 'then');
             INSERT INTO change (step, \"table\", \"row\", kind)
             VALUES (1, 'code', x'0000000000000000000000000000000a', 'insert');
             INSERT INTO source (id, name, kind, length, sha256, file_sha256, encoding, imported_at, text)
             VALUES (zeroblob(16), 'A', 'interview', 5, printf('%064d', 1), printf('%064d', 2), 'UTF-8', 'then', 'Words');
             INSERT INTO quotation (id, source, start, \"end\", created_at)
             VALUES (zeroblob(16), zeroblob(16), 0, 5, 'then');
             INSERT INTO coding (id, quotation, code, coder, created_at)
             VALUES (zeroblob(16), zeroblob(16), x'0000000000000000000000000000000b',
                     x'00000000000000000000000000000001', 'then');",
        )
        .expect("rows");
        migrate(&old, 2).expect("a step");
        let told =
            |sql: &str| -> String { old.query_row(sql, [], |row| row.get(0)).expect("a row") };
        assert_eq!(told("SELECT name FROM code WHERE parent IS NOT NULL"), "Lost");
        assert_eq!(told("SELECT hex(coder) FROM code WHERE name = 'Trust'").len(), 32);
        let made = "SELECT definition || origin || applicable || archived || (coder IS NULL) FROM code ORDER BY name DESC";
        assert_eq!(told(made), "in peopleinductive100");
        assert_eq!(told("SELECT code.name FROM coding JOIN code ON code.id = coding.code"), "Lost");
        assert_eq!(told("SELECT count(*) || '' FROM pragma_foreign_key_check"), "0");
    }
}

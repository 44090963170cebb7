//! The numbered steps from an empty file to the present schema.

use rusqlite::Connection;

/// The schema as it stands today.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The version that [`SCHEMA`] describes; `user_version` in the file.
pub(super) const VERSION: i64 = STEPS.len() as i64;

/// "Marg": what marks a SQLite file as a project; `application_id` in the file.
pub(super) const APPLICATION_ID: u32 = 1_298_231_911;

/// Step *n* leads a file of version *n* to version *n + 1*. The first makes the tables of version 1, which is
/// today's schema; when that changes, the text of version 1 moves here beside the steps that follow it.
const STEPS: [&str; 1] = [SCHEMA];

/// Leads a file of an older version to the present one, all or nothing.
pub(super) fn migrate(connection: &Connection, from: i64) -> rusqlite::Result<()> {
    let from = usize::try_from(from).unwrap_or(0);
    if from >= STEPS.len() {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    for step in &STEPS[from..] {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .expect("a statement");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
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
}

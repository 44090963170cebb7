//! The tables beside `code`: `code_example`, `code_link`, `code_set`, `code_set_member`, `code_question`, `code_answer`,
//! `code_review`, `framework_version`.

use std::collections::{BTreeMap, HashMap};

use rusqlite::params;

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    CodeAnswer, CodeAnswerId, CodeId, CodeLink, CodeLinkId, CodeQuestion, CodeQuestionId, CodeSet,
    CodeSetId, CoderId, FrameworkNotes, FrameworkVersion, FrameworkVersionId, QuotationId, RowId,
    SourceId, Target,
};

impl Rows<'_> {
    /// Everything that stands beside the tree of codes.
    pub fn framework_notes(&self) -> Result<FrameworkNotes, StoreError> {
        Ok(FrameworkNotes {
            examples: self.examples()?,
            links: self.code_links()?,
            sets: self.code_sets()?,
            questions: self.code_questions()?,
            versions: self.framework_versions()?,
        })
    }

    fn examples(&self) -> Result<BTreeMap<CodeId, Vec<QuotationId>>, StoreError> {
        let sql = "SELECT code, quotation FROM code_example ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut all: BTreeMap<CodeId, Vec<QuotationId>> = BTreeMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(get(row, 1)?);
        }
        Ok(all)
    }

    fn code_links(&self) -> Result<Vec<CodeLink>, StoreError> {
        let sql = "SELECT id, \"from\", \"to\", kind FROM code_link ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(CodeLink {
                id: get(row, 0)?,
                from: get(row, 1)?,
                to: get(row, 2)?,
                kind: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn code_sets(&self) -> Result<Vec<CodeSet>, StoreError> {
        let mut members: HashMap<CodeSetId, Vec<CodeId>> = HashMap::new();
        let sql = "SELECT \"set\", code FROM code_set_member ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            members.entry(get(row, 0)?).or_default().push(get(row, 1)?);
        }
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM code_set ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            let id = get(row, 0)?;
            let codes = members.remove(&id).unwrap_or_default();
            Ok(CodeSet { id, name: row.get(1)?, codes })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn code_questions(&self) -> Result<Vec<CodeQuestion>, StoreError> {
        let mut answers: HashMap<CodeQuestionId, Vec<CodeAnswer>> = HashMap::new();
        let sql = "SELECT question, id, coder, text, created_at FROM code_answer ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            answers.entry(get(row, 0)?).or_default().push(CodeAnswer {
                id: get(row, 1)?,
                coder: get(row, 2)?,
                text: row.get(3)?,
                at: row.get(4)?,
            });
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, code, coder, text, settled, created_at FROM code_question ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| {
            let id = get(row, 0)?;
            Ok(CodeQuestion {
                id,
                code: get(row, 1)?,
                coder: get(row, 2)?,
                text: row.get(3)?,
                is_settled: row.get(4)?,
                at: row.get(5)?,
                answers: answers.remove(&id).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn framework_versions(&self) -> Result<Vec<FrameworkVersion>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, step, coder, created_at FROM framework_version ORDER BY step, id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(FrameworkVersion {
                id: get(row, 0)?,
                name: row.get(1)?,
                step: row.get(2)?,
                coder: get_optional(row, 3)?,
                at: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The sources that were looked through again for a code.
    pub fn reviewed(&self, code: CodeId) -> Result<Vec<SourceId>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT source FROM code_review WHERE code = ?1")?;
        let rows = statement.query_map([Key(code)], |row| get(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Makes a quotation an example of a code; nothing happens where it is one.
    pub fn insert_example(&self, code: CodeId, quotation: QuotationId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO code_example (id, code, quotation) VALUES (?1, ?2, ?3)",
            )?
            .execute([Key(fresh::<RowId>()).bytes(), Key(code).bytes(), Key(quotation).bytes()])?;
        Ok(())
    }

    /// Takes a quotation out of the examples of a code.
    pub fn delete_example(&self, code: CodeId, quotation: QuotationId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM code_example WHERE code = ?1 AND quotation = ?2")?
            .execute([Key(code).bytes(), Key(quotation).bytes()])?;
        Ok(())
    }

    /// Links two codes; gives `None` where they are linked so.
    pub fn insert_code_link(
        &self,
        from: CodeId,
        to: CodeId,
        kind: &str,
        at: &str,
    ) -> Result<Option<CodeLinkId>, StoreError> {
        let id = fresh();
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO code_link (id, \"from\", \"to\", kind, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(from), Key(to), kind, at])?;
        Ok((added == 1).then_some(id))
    }

    /// Removes a link between codes.
    pub fn delete_code_link(&self, id: CodeLinkId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM code_link WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// The set of codes of this name, made if there is none.
    pub fn code_set_named(&self, name: &str, at: &str) -> Result<CodeSetId, StoreError> {
        self.named("code_set", name, at)
    }

    /// Gives a set of codes another name; the caller has made sure that no other bears it.
    pub fn rename_code_set(&self, id: CodeSetId, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE code_set SET name = ?2 WHERE id = ?1")?
            .execute(params![Key(id), name])?;
        Ok(())
    }

    /// Removes a set of codes; the codes stay.
    pub fn delete_code_set(&self, id: CodeSetId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM code_set WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Puts a code into a set; nothing happens where it is in it.
    pub fn insert_member(&self, set: CodeSetId, code: CodeId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO code_set_member (id, \"set\", code) VALUES (?1, ?2, ?3)",
            )?
            .execute([Key(fresh::<RowId>()).bytes(), Key(set).bytes(), Key(code).bytes()])?;
        Ok(())
    }

    /// Takes a code out of a set.
    pub fn delete_member(&self, set: CodeSetId, code: CodeId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM code_set_member WHERE \"set\" = ?1 AND code = ?2")?
            .execute([Key(set).bytes(), Key(code).bytes()])?;
        Ok(())
    }

    /// Asks something about a code.
    pub fn insert_code_question(
        &self,
        code: CodeId,
        coder: CoderId,
        text: &str,
        at: &str,
    ) -> Result<CodeQuestionId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO code_question (id, code, coder, text, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(code), Key(coder), text, at])?;
        Ok(id)
    }

    /// Answers a question about a code.
    pub fn insert_code_answer(
        &self,
        question: CodeQuestionId,
        coder: CoderId,
        text: &str,
        at: &str,
    ) -> Result<CodeAnswerId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO code_answer (id, question, coder, text, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(question), Key(coder), text, at])?;
        Ok(id)
    }

    /// Says whether a question about a code is settled.
    pub fn settle_code_question(
        &self,
        id: CodeQuestionId,
        settled: bool,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE code_question SET settled = ?2 WHERE id = ?1")?
            .execute(params![Key(id), settled])?;
        Ok(())
    }

    /// Removes a question about a code with its answers.
    pub fn delete_code_question(&self, id: CodeQuestionId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM code_question WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Names the framework's state after a step; the caller has made sure that no version bears the name.
    pub fn insert_framework_version(
        &self,
        name: &str,
        step: i64,
        coder: Option<CoderId>,
        at: &str,
    ) -> Result<FrameworkVersionId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO framework_version (id, name, step, coder, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), name, step, coder.map(Key), at])?;
        Ok(id)
    }

    /// Forgets the name of a version.
    pub fn delete_framework_version(&self, id: FrameworkVersionId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM framework_version WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Notes that a source was looked through again for a code; nothing happens where that is noted.
    pub fn insert_review(
        &self,
        code: CodeId,
        source: SourceId,
        coder: CoderId,
        at: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO code_review (id, code, source, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(fresh::<RowId>()), Key(code), Key(source), Key(coder), at])?;
        Ok(())
    }

    /// Takes back that a source was looked through again for a code.
    pub fn delete_review(&self, code: CodeId, source: SourceId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM code_review WHERE code = ?1 AND source = ?2")?
            .execute([Key(code).bytes(), Key(source).bytes()])?;
        Ok(())
    }

    /// Lets everything beside the tree that speaks of a code speak of another: examples, links, sets, questions,
    /// number keys, cards, matrices, summaries, and texts that lead to it. What was looked through again for the one was not for the other. What the other has already stays once.
    pub fn hand_over_code(&self, from: CodeId, to: CodeId) -> Result<(), StoreError> {
        let keys = [Key(from), Key(to)];
        for sql in [
            "UPDATE OR IGNORE code_example SET code = ?2 WHERE code = ?1",
            "UPDATE OR IGNORE code_set_member SET code = ?2 WHERE code = ?1",
            "UPDATE OR IGNORE code_link SET \"from\" = ?2 WHERE \"from\" = ?1 AND \"to\" <> ?2",
            "UPDATE OR IGNORE code_link SET \"to\" = ?2 WHERE \"to\" = ?1 AND \"from\" <> ?2",
            "UPDATE code_question SET code = ?2 WHERE code = ?1",
            "UPDATE quick_code SET code = ?2 WHERE code = ?1",
            "UPDATE card SET code = ?2 WHERE code = ?1",
            "UPDATE matrix SET branch = ?2 WHERE branch = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute(keys)?;
        }
        let [from, to] = [from, to].map(Target::Code);
        self.hand_over_summaries(from, to)?;
        self.hand_over_mentions(from, to)
    }
}

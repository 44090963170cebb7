//! Memos as a document: each with who wrote it, its text with links in words, the passages that it leads to with their labels,
//! and what others said to it.

use std::collections::HashSet;
use std::sync::Arc;

use super::methods::public;
use super::reports::printed_day;
use super::{Project, ProjectError, Snapshot, today};
use crate::analysis::identifiers::{Terms, scan};
use crate::analysis::labels::Audience;
use crate::domain::{
    CoderId, LinkTo, Memo, MemoId, Quotation, QuotationId, SourceId, Span, Target,
};
use crate::export::document::{Block, Document, Extract, Paragraph, Run, RunKind, memo_blocks};
use crate::text::markdown::{self, Content, Lead};
use crate::text::{Text, capital, counted};

/// What stands in the place of words of somebody who took their consent back.
const WITHDRAWN: &str = "[left out: consent was withdrawn]";
/// What stands in the place of a quotation that was deleted, with its source or alone: nobody can tell any more whose words it held.
const GONE: &str = "[a quotation that is gone]";

/// Texts of the team on their way into a document.
struct Writing<'p> {
    project: &'p mut Project,
    snapshot: Arc<Snapshot>,
    audience: Audience,
    /// What must not stand in words that are for everybody.
    terms: Terms,
    /// The quotations that were set in the memo that is written.
    set: HashSet<QuotationId>,
    blocks: Vec<Block>,
}

impl Project {
    /// Memos as a document, in the order they are named; those that are gone are left out. For everybody, links to sources, people
    /// and cases tell what these are and not which, and the public word stands for what is private in the team's own words.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn memo_document(
        &mut self,
        memos: &[MemoId],
        audience: Audience,
    ) -> Result<Document, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let terms = self.private_terms()?;
        let found: Vec<&Memo> = memos.iter().filter_map(|&id| snapshot.memo(id)).collect();
        let mut writing = Writing {
            project: self,
            snapshot: Arc::clone(&snapshot),
            audience,
            terms,
            set: HashSet::new(),
            blocks: Vec::new(),
        };
        for memo in &found {
            writing.memo(memo)?;
        }
        let blocks = writing.blocks;
        Ok(Document {
            title: "Memos".to_owned(),
            notes: vec![format!("{}.", counted(found.len(), "memo", "memos"))],
            made: today(),
            audience,
            blocks,
            ..Document::default()
        })
    }
}

impl Writing<'_> {
    fn memo(&mut self, memo: &Memo) -> Result<(), ProjectError> {
        self.set.clear();
        let heading = self.heading(memo);
        self.blocks.push(Block::Heading(1, vec![Run::plain(heading)]));
        let mut facts = format!("{} memo, {}", capital(&self.plain(&memo.kind)), memo.status);
        if let Some(name) = self.coder(memo.coder) {
            facts.push_str(&format!(", by {name}"));
        }
        let day = |at: &str| printed_day(at).unwrap_or_default();
        let (begun, changed) = (day(&memo.at), day(&memo.changed_at));
        facts.push_str(&format!(", {begun}"));
        if changed != begun {
            facts.push_str(&format!(", last written {changed}"));
        }
        self.blocks.push(Block::Quiet(vec![Run::plain(facts)]));
        let beside = || memo.mentions.iter().filter(|mention| !mention.is_written);
        let about: Vec<String> = beside()
            .filter(|mention| !matches!(mention.target, Target::Quote(_)))
            .map(|mention| self.named(mention.target))
            .collect();
        if !about.is_empty() {
            let about = format!("About {}", about.join(", "));
            self.blocks.push(Block::Quiet(vec![Run::plain(about)]));
        }
        self.text(&memo.text, 1)?;
        let passages: Vec<QuotationId> = beside()
            .filter_map(|mention| match mention.target {
                Target::Quote(id) => Some(id),
                _ => None,
            })
            .collect();
        self.passages(&passages)?;
        for comment in &memo.comments {
            let name = self.coder(comment.coder).unwrap_or_default();
            let said = format!("{name}, {}:", day(&comment.at));
            self.blocks.push(Block::Quiet(vec![Run::plain(said)]));
            self.text(&comment.text, 2)?;
        }
        Ok(())
    }

    fn coder(&self, id: CoderId) -> Option<String> {
        self.snapshot.coder(id).map(|coder| coder.name.clone())
    }

    /// What a memo is called in this document.
    fn heading(&self, memo: &Memo) -> String {
        let heading = memo.heading_with(|link| match link.to {
            Some(to) => self.snapshot.printed_link(to, link.words, self.audience),
            None => link.words.to_owned(),
        });
        self.plain(&heading)
    }

    /// Something that a memo is about, with its kind.
    fn named(&self, target: Target) -> String {
        let words = match target {
            Target::Code(id) => self.plain(&self.snapshot.codes.path_text(id)),
            Target::Memo(id) => {
                self.snapshot.memo(id).map(|memo| self.heading(memo)).unwrap_or_default()
            }
            _ => self.snapshot.link_words(LinkTo::Object(target), "", self.audience),
        };
        match (words.as_str(), self.audience) {
            ("", _) => format!("a {} that is gone", target.kind()),
            (_, Audience::Public) if matches!(target, Target::Code(_) | Target::Memo(_)) => {
                format!("the {} “{words}”", target.kind())
            }
            (_, Audience::Team) => format!("the {} “{words}”", target.kind()),
            // It says what it is already: [a site].
            (_, Audience::Public) => words,
        }
    }

    /// Words of the team as this document may have them.
    fn plain(&self, words: &str) -> String {
        match self.audience {
            Audience::Team => words.to_owned(),
            Audience::Public => public(words, &self.terms),
        }
    }

    /// Writes a text, and below each of its blocks the passages that it leads to.
    fn text(&mut self, text: &str, below: usize) -> Result<(), ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let audience = self.audience;
        let blocks = memo_blocks(text, below, |to, words| match to {
            LinkTo::Object(Target::Code(id)) if snapshot.codes.get(id).is_some() => {
                snapshot.codes.path_text(id)
            }
            to => snapshot.printed_link(to, words, audience),
        });
        // A block of the text is a block of the document.
        let leads = markdown::blocks(text).into_iter().map(|block| quotations(&block.content));
        for (block, leads) in blocks.into_iter().zip(leads) {
            let block = self.printable(block);
            self.blocks.push(block);
            self.passages(&leads)?;
        }
        Ok(())
    }

    /// A block with its words as this document may have them.
    fn printable(&self, block: Block) -> Block {
        let runs = |runs: Vec<Run>| match self.audience {
            Audience::Team => runs,
            Audience::Public => public_runs(runs, &self.terms),
        };
        match block {
            Block::Heading(level, words) => Block::Heading(level, runs(words)),
            Block::Paragraph(paragraph) => {
                Block::Paragraph(Paragraph { runs: runs(paragraph.runs), ..paragraph })
            }
            Block::Table(mut table) => {
                for column in &mut table.columns {
                    column.head = runs(std::mem::take(&mut column.head));
                }
                for paragraph in table.rows.iter_mut().flatten().flatten() {
                    paragraph.runs = runs(std::mem::take(&mut paragraph.runs));
                }
                Block::Table(table)
            }
            other => other,
        }
    }

    /// Sets passages whole with their labels, each once in a memo. Those that are gone, have lost their words or are of somebody who
    /// took their consent back are left out.
    fn passages(&mut self, quotations: &[QuotationId]) -> Result<(), ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        for &id in quotations {
            let Some((source, quotation)) = snapshot.quotation_listed(id) else { continue };
            if !self.set.insert(id) || snapshot.is_withdrawn_quotation(source, quotation) {
                continue;
            }
            let (info, on) = (snapshot.source(source), snapshot.codings(source));
            let (Some(info), Some(on)) = (info, on) else { continue };
            let text = self.project.text(source)?;
            if quotation.span.is_empty() || !text.holds(quotation.span) {
                continue;
            }
            let mut quote = snapshot.printed_quote(info, on, quotation.span, &text);
            let codings: Vec<_> = quotation.codings.iter().collect();
            let place = (info, &**on, quotation.span);
            quote.private = Some(snapshot.private_line(place, &codings, String::new()));
            let extract = Extract { quote, note: String::new(), prints_codes: false };
            self.blocks.push(Block::Extract(Box::new(extract)));
        }
        Ok(())
    }
}

impl Snapshot {
    /// The words of a link in a file: see [`Self::link_words`]. What somebody said who has taken their consent back is in none, nor
    /// what stood in a quotation that is gone, of which that cannot be told.
    pub(super) fn printed_link(&self, to: LinkTo, words: &str, audience: Audience) -> String {
        match to {
            LinkTo::Object(Target::Quote(id)) => match self.quotation_listed(id) {
                None => GONE.to_owned(),
                Some((source, quotation)) if self.is_withdrawn_quotation(source, quotation) => {
                    WITHDRAWN.to_owned()
                }
                Some(_) => self.link_words(to, words, audience),
            },
            to => self.link_words(to, words, audience),
        }
    }

    /// Whether a quotation is of somebody who has taken their consent back.
    fn is_withdrawn_quotation(&self, source: SourceId, quotation: &Quotation) -> bool {
        let (info, on) = (self.source(source), self.codings(source));
        info.zip(on).is_some_and(|(info, on)| self.is_withdrawn_at(info, on, quotation.span))
    }
}

/// Words that stand together as everybody may read them. They are looked through as one text: a name may be written half in bold.
/// What is put in the place of private words stands where those begin. Words that were changed lead to no page any more, and none
/// lead to one whose address tells who somebody is.
fn public_runs(runs: Vec<Run>, terms: &Terms) -> Vec<Run> {
    let text = Text::new(runs.iter().map(|run| run.words.as_str()).collect::<String>());
    let findings = scan(&text, terms);
    let is_private = |address: &str| !scan(&Text::new(address), terms).is_empty();
    let mut start = 0;
    let printed = runs.into_iter().map(|run| {
        let end = start + run.words.chars().count() as u32;
        let (mut words, mut at, mut is_changed) = (String::new(), start, false);
        for found in
            findings.iter().filter(|found| found.span.start < end && found.span.end > start)
        {
            words.push_str(text.slice(Span { start: at, end: found.span.start.max(at) }));
            if found.span.start >= start {
                words.push_str(&found.replacement);
            }
            at = found.span.end.min(end);
            is_changed = true;
        }
        words.push_str(text.slice(Span { start: at, end }));
        let kind = match run.kind {
            RunKind::Address(address) if is_changed || is_private(&address) => RunKind::Plain,
            kind => kind,
        };
        start = end;
        Run { words, kind, ..run }
    });
    printed.collect()
}

/// The quotations that a block of a text leads to.
fn quotations(content: &Content) -> Vec<QuotationId> {
    let runs: Vec<&markdown::Run> = match content {
        Content::Heading(_, runs) | Content::Paragraph(runs) => runs.iter().collect(),
        Content::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).flatten().collect()
        }
        Content::Code { .. } | Content::Rule => Vec::new(),
    };
    let leads = runs.into_iter().filter_map(|run| match run.lead {
        Some(Lead::Link(LinkTo::Object(Target::Quote(id)))) => Some(id),
        _ => None,
    });
    leads.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SourceKind, Term, TermKind, written_link};
    use crate::project::{NewCode, NewMemo, NewSource};

    #[test]
    fn nothing_private_stands_in_headings_kinds_and_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("p.marginalia");
        let mut project = Project::create(&path).expect("a project");
        project.set_coder("Kim").expect("a coder");
        let (name, text) = ("Visit".to_owned(), "They say we trust them.".to_owned());
        let source =
            NewSource::new(name, SourceKind::Interview, text, "UTF-8".to_owned(), Vec::new());
        project.add_sources(&[source]).expect("a source");
        let source = project.snapshot().sources[0].id;
        project.set_case(&[source], "Site 3").expect("a case");
        let new = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
        let code = project.make_code(&new).expect("a code");
        let coded = project.code(source, Span { start: 9, end: 17 }, &[code]).expect("a coding");
        let case = project.snapshot().cases[0].id;
        let link = |target, words: &str| written_link(LinkTo::Object(target), words);
        let (site, quote) = (Target::Case(case), Target::Quote(coded.quotation));
        let text = format!("## At {} they say {}", link(site, "Site 3"), link(quote, "we trust"));
        let kind = "Site 3".to_owned();
        let one = NewMemo { text, kind, ..NewMemo::default() };
        let one = project.add_memo(&one).expect("a memo");
        let about = vec![Target::Memo(one).into()];
        let two = NewMemo { title: "Second".to_owned(), about, ..NewMemo::default() };
        let two = project.add_memo(&two).expect("a memo");
        let said = |project: &mut Project, audience| {
            let document = project.memo_document(&[one, two], audience).expect("a document");
            format!("{:?}", document.blocks)
        };
        let printed = said(&mut project, Audience::Public);
        assert!(!printed.contains("Site 3") && !printed.contains("[["), "{printed}");
        assert!(printed.contains("[a site] memo, open"), "{printed}");
        assert!(printed.contains("About the memo “At [a site] they say we trust”"), "{printed}");
        assert!(said(&mut project, Audience::Team).contains("“At Site 3 they say we trust”"));
        project.delete_quotations(&[coded.quotation]).expect("deleted");
        for audience in [Audience::Public, Audience::Team] {
            let printed = said(&mut project, audience);
            assert!(printed.contains(GONE) && !printed.contains("we trust"), "{printed}");
        }
    }

    #[test]
    fn private_words_are_found_across_runs_and_behind_them() {
        let term = |private: &str, public: &str| Term {
            private: private.to_owned(),
            public: Some(public.to_owned()),
            kind: TermKind::Name,
        };
        let terms = Terms::new(&[term("Anna Bauer", "a nurse"), term("Hill", "a site")]);
        let to = |words: &str, address: &str| Run {
            kind: RunKind::Address(address.to_owned()),
            ..Run::plain(words)
        };
        let said = |runs: Vec<Run>| public_runs(runs, &terms);
        assert_eq!(
            said(vec![Run::plain("So says Anna "), Run::bold("Bauer"), Run::plain(" – of Hill.")]),
            [Run::plain("So says [a nurse]"), Run::bold(""), Run::plain(" – of [a site].")]
        );
        assert_eq!(
            said(vec![Run::plain("Ä, An"), Run::bold("na"), Run::bold(" Bauer!")])[0].words,
            "Ä, [a nurse]"
        );
        for (words, address) in [
            ("write to us", "mailto:anna@hill.example"),
            ("our page", "https://hill.example/"),
            ("Hill", "https://example.org/"),
        ] {
            let printed = said(vec![Run::plain("See "), to(words, address)]);
            assert_eq!(printed[1].kind, RunKind::Plain, "{address}");
        }
    }
}

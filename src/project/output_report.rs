//! An output as a file: its extracts under their headings, what may stand beside them, and the note that it was printed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::outputs::printed;
use super::reports::{Section, by_code, each_once, today};
use super::{Project, ProjectError, SetExtract, SetOutput, Snapshot};
use crate::analysis::labels::{Audience, Labels, PublicField, Voice, plain_text};
use crate::domain::{
    Arrangement, CodeId, Coding, Output, OutputId, PersonId, PrintedExtract, QuotationId,
    SourceCodings, SourceInfo, Span,
};
use crate::export::document::{self, DocumentFormat};
use crate::export::{self, Context, Format, PrintedQuote, QuoteReport, QuoteSection};
use crate::store::{NewStep, OutputField};
use crate::text::{Text, counted, natural_key};

/// An output as a file, and what is to be known of it.
#[derive(Debug, Clone, Default)]
pub struct PrintedOutput {
    /// What is written.
    pub report: QuoteReport,
    /// How many extracts are left out because somebody in them has taken their consent back.
    pub withdrawn: usize,
    /// How many are left out because they stand nowhere in the outline.
    pub unplaced: usize,
    /// The output as it was set.
    pub set: SetOutput,
}

impl PrintedOutput {
    /// How many extracts are in it.
    pub fn count(&self) -> usize {
        self.report.sections.iter().map(|section| section.quotes.len()).sum()
    }

    /// What was left out and why, in sentences.
    pub fn left_out(&self) -> Vec<String> {
        let said = |count: usize, why: &str| {
            let extracts = counted(count, "extract", "extracts");
            (count > 0).then(|| format!("{extracts} left out: {why}"))
        };
        let unplaced = said(self.unplaced, "they stand nowhere in the outline");
        [said(self.withdrawn, "consent was withdrawn"), unplaced].into_iter().flatten().collect()
    }
}

impl Project {
    /// An output as it is written to files. What somebody said who has taken their consent back is in none.
    ///
    /// # Errors
    /// When its style cannot be used.
    pub fn output_report(
        &mut self,
        output: &Output,
        audience: Audience,
    ) -> Result<PrintedOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let set = self.set(output)?;
        let columns = columns(&set);
        let labels = set.labels()?;
        let mut sections = Vec::new();
        let mut count = 0;
        for section in snapshot.arranged(output, &set) {
            let mut quotes = Vec::with_capacity(section.holds.len());
            for at in section.holds {
                let one = &set.extracts[at];
                quotes.extend(self.printed_extract(output, (&set, &labels), one, &columns)?);
            }
            count += quotes.len();
            sections.push(QuoteSection { path: section.path, text: section.text, quotes });
        }
        let withdrawn = set.extracts.iter().filter(|one| snapshot.is_withdrawn(one)).count();
        let unplaced = set.extracts.len() - count - withdrawn;
        let report = QuoteReport {
            title: output.name.clone(),
            notes: vec![counted(count, "extract", "extracts")],
            made: today(),
            audience,
            prints_codes: output.settings.with_codes,
            columns: columns.into_iter().collect(),
            sections,
        };
        Ok(PrintedOutput { report, withdrawn, unplaced, set })
    }

    /// An output as a file of a format.
    ///
    /// # Errors
    /// As [`Self::output_report`], and what the format cannot hold.
    pub fn export_output(
        &mut self,
        output: &Output,
        format: Format,
        audience: Audience,
    ) -> Result<(Vec<u8>, PrintedOutput), ProjectError> {
        let printed = self.output_report(output, audience)?;
        let document = DocumentFormat::ALL.into_iter().find(|one| one.format() == format);
        let bytes = match document {
            Some(format) if output.prints_outline() => {
                document::write(format, &self.outline_document(output, &printed)?)?
            }
            _ => export::quotes(format, &printed.report)?,
        };
        Ok((bytes, printed))
    }

    /// Notes that an output was written to a file: each quotation as it was printed, and the numbers that people have in it
    /// from now on. Undo leaves this alone, since the file is there.
    pub fn note_printing(
        &mut self,
        id: OutputId,
        format: Format,
        printed: &PrintedOutput,
    ) -> Result<(), ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let output = snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
        let set = &printed.set;
        let extracts = set.extracts.iter().filter(|one| snapshot.is_printed(output, one));
        let printed_extracts: Vec<(QuotationId, String)> =
            extracts.map(|one| (one.quotation, plain_text(&one.pieces))).collect();
        let is_private = printed.report.audience == Audience::Team;
        let label = format!("Exported “{}” as {}", output.name, format.name());
        self.note(&label, |work| {
            let names = [output.name.as_str(), format.name(), set.style.name.as_str()];
            work.tx.insert_printing(
                id,
                names,
                is_private,
                work.coder,
                work.at,
                &printed_extracts,
            )?;
            if set.numbers != output.numbers {
                work.tx.set_output(id, &OutputField::Numbers(set.numbers.clone()))?;
            }
            Ok(())
        })
    }

    /// How a quotation was printed in exports of outputs, the latest first.
    pub fn printed(&self, quotation: QuotationId) -> Result<Vec<PrintedExtract>, ProjectError> {
        Ok(self.store.read().printed(quotation)?)
    }

    fn printed_extract(
        &mut self,
        output: &Output,
        (set, labels): (&SetOutput, &Labels<PublicField>),
        one: &SetExtract,
        columns: &BTreeSet<String>,
    ) -> Result<Option<PrintedQuote>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let (info, on) = (snapshot.source(one.source), snapshot.codings(one.source));
        let (Some(info), Some(on)) = (info, on) else { return Ok(None) };
        let Some(quotation) = on.quotation(one.quotation) else { return Ok(None) };
        let codings: Vec<&Coding> = quotation.codings.iter().collect();
        let codes = codings.iter().map(|coding| snapshot.codes.path_text(coding.code));
        let comment = quotation.comment.clone();
        let mut quote = printed(&set.style, info, &one.words, &one.label);
        quote.codes = each_once(codes);
        quote.values = columns.iter().map(|column| values(one, column)).collect();
        quote.private = Some(snapshot.private_line((info, on, one.span), &codings, comment));
        quote.context = self.context(output, (set, labels), one)?;
        Ok(Some(quote))
    }

    /// What is printed around an extract, its speakers tagged by the house style as those within it are; nothing where none
    /// is asked for.
    pub(super) fn context(
        &mut self,
        output: &Output,
        (set, labels): (&SetOutput, &Labels<PublicField>),
        one: &SetExtract,
    ) -> Result<Option<Context>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let words = output.settings.context as usize;
        let (info, on) = (snapshot.source(one.source), snapshot.codings(one.source));
        let (Some(info), Some(on), 1..) = (info, on, words) else { return Ok(None) };
        let text = self.text(one.source)?;
        let [before, after] = around(&text, one.span, words)
            .map(|span| snapshot.set_words((info, on, span), &text, labels, &set.numbers));
        Ok(Some(Context { before, after }))
    }

    /// Notes something that has happened, as a step that undo leaves alone.
    fn note<T>(
        &mut self,
        label: &str,
        work: impl FnOnce(&super::Work<'_>) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        let at = super::now();
        let before = Arc::clone(&self.snapshot);
        let coder = before.coder.as_ref().map(|coder| coder.id);
        let step = NewStep { at: &at, coder, label };
        let (answer, _) = self
            .store
            .note(step, |tx| work(&super::Work { tx, before: &before, coder, at: &at }))?;
        self.follow()?;
        Ok(answer)
    }
}

impl Snapshot {
    /// Whether an extract of an output is in its files: nobody whose words it holds has taken their consent back, and it has its
    /// place where the outline is printed.
    pub fn is_printed(&self, output: &Output, one: &SetExtract) -> bool {
        let has_place = !output.prints_outline() || !output.is_unplaced(one.extract);
        has_place && !self.is_withdrawn(one)
    }

    /// Whether somebody whose words stand in an extract, or whom its source is of, has taken their consent back.
    pub fn is_withdrawn(&self, one: &SetExtract) -> bool {
        let of_source = self.source(one.source).map_or(&[][..], |info| &info.people);
        self.has_withdrawn(one.people.iter().chain(of_source).copied())
    }

    /// Whether somebody who speaks in a span, or whom its source is of, has taken their consent back.
    pub fn is_withdrawn_at(&self, info: &SourceInfo, on: &SourceCodings, span: Span) -> bool {
        let voices = self.register().voices(info, on, span).into_iter();
        let people = voices.filter_map(|voice| match voice {
            Voice::Person(person) => Some(person.id),
            Voice::Named(_) => None,
        });
        self.has_withdrawn(people.chain(info.people.iter().copied()))
    }

    fn has_withdrawn(&self, mut people: impl Iterator<Item = PersonId>) -> bool {
        let register = self.register();
        people
            .any(|id| register.person(id).is_some_and(|person| person.consent.withdrawn.is_some()))
    }
}

/// The public attributes that are known of any extract.
pub(super) fn columns(set: &SetOutput) -> BTreeSet<String> {
    let all = set.extracts.iter().map(|one| &one.facts);
    all.flat_map(|facts| {
        let people = facts.people.iter().flat_map(|person| &person.attributes);
        people.chain(&facts.attributes).map(|(name, _)| name.clone())
    })
    .collect()
}

/// What is known of an extract of a public attribute.
fn values(one: &SetExtract, column: &str) -> String {
    let people = one.facts.people.iter().flat_map(|person| &person.attributes);
    let all = people.chain(&one.facts.attributes).filter(|(name, _)| name == column);
    each_once(all.map(|(_, value)| value.clone())).join("; ")
}

/// Where as many words stand before and after a span.
fn around(text: &Text, span: Span, words: usize) -> [Span; 2] {
    let all = Span { start: 0, end: text.length() };
    let (before, after) = (Span { end: span.start, ..all }, Span { start: span.end, ..all });
    let is_word = |c: char| !c.is_whitespace();
    // The first letters of words, from behind; the last letters, from the front.
    let mut left = words;
    let mut start = span.start;
    let mut in_word = false;
    for (at, c) in (before.start..before.end).rev().zip(text.slice(before).chars().rev()) {
        if in_word && !is_word(c) {
            left -= 1;
            if left == 0 {
                break;
            }
        }
        in_word = is_word(c);
        if in_word {
            start = at;
        }
    }
    let mut left = words;
    let mut end = span.end;
    let mut in_word = false;
    for (at, c) in (after.start..after.end).zip(text.slice(after).chars()) {
        if in_word && !is_word(c) {
            left -= 1;
            if left == 0 {
                break;
            }
        }
        in_word = is_word(c);
        if in_word {
            end = at + 1;
        }
    }
    [Span { start, end: span.start }, Span { start: span.end, end }]
}

impl Snapshot {
    /// The places of the extracts of an output in the order of print, under their headings. Those that are never printed are left
    /// out.
    pub(super) fn arranged(&self, output: &Output, set: &SetOutput) -> Vec<Section<usize>> {
        let all = 0..set.extracts.len();
        let printed = all.filter(|&at| !self.is_withdrawn(&set.extracts[at]));
        match output.settings.arrangement {
            Arrangement::Own if output.prints_outline() => self.outlined(output, set),
            Arrangement::Own => {
                let (path, text) = (Vec::new(), String::new());
                vec![Section { path, text, holds: printed.collect() }]
            }
            Arrangement::Code => {
                let mut under: HashMap<CodeId, Vec<usize>> = HashMap::new();
                let mut without = Vec::new();
                for at in printed {
                    match self.theme(&set.extracts[at]) {
                        Some(code) => under.entry(code).or_default().push(at),
                        None => without.push(at),
                    }
                }
                by_code(self, under, without)
            }
            Arrangement::Case => {
                let case =
                    |at: usize| set.extracts[at].case.and_then(|id| self.register().case(id));
                let name = |at: usize| case(at).map(|case| case.name.clone());
                let mut sections = by_name(printed, name, "Without a case");
                for section in &mut sections {
                    let case = section.holds.first().and_then(|&at| case(at));
                    if let Some(case) = case.filter(|case| case.is_profile_public) {
                        section.text = case.profile.to_string();
                    }
                }
                sections
            }
            Arrangement::Person => {
                by_name(printed, |at| whose(set, &set.extracts[at]), "Without a person")
            }
        }
    }

    /// The theme that an extract is to show: the one it was chosen for, else the first of its codes.
    fn theme(&self, one: &SetExtract) -> Option<CodeId> {
        let own = one.code.filter(|&code| self.codes.get(code).is_some());
        own.or_else(|| self.theme_of(one.source, one.quotation, None))
    }
}

/// Extracts under names in natural order, with those that have none last.
fn by_name(
    all: impl Iterator<Item = usize>,
    name: impl Fn(usize) -> Option<String>,
    without: &str,
) -> Vec<Section<usize>> {
    let mut under: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for at in all {
        under.entry(name(at)).or_default().push(at);
    }
    let mut all: Vec<(Option<String>, Vec<usize>)> = under.into_iter().collect();
    all.sort_by_cached_key(|(name, _)| (name.is_none(), name.as_deref().map(natural_key)));
    let section = |(name, holds): (Option<String>, _)| Section {
        path: vec![name.unwrap_or_else(|| without.to_owned())],
        text: String::new(),
        holds,
    };
    all.into_iter().map(section).collect()
}

/// Whose extract it is, in words that may be printed.
fn whose(set: &SetOutput, one: &SetExtract) -> Option<String> {
    let people = one.facts.people.iter().filter_map(|person| {
        let number = person.number.as_ref().and_then(|number| set.numbers.printed(number))?;
        let role = person.coarse_role.as_ref().map(|role| role.one.as_str());
        Some(role.map_or(format!("ID {number}"), |role| format!("{role} ID {number}")))
    });
    let names: Vec<String> = people.collect();
    (!names.is_empty()).then(|| names.join(&set.style.people.between))
}

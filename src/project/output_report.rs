//! An output as a file: its extracts under their headings, what may stand beside them, and the note that it was printed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::outputs::printed;
use super::reports::{each_once, today};
use super::{Project, ProjectError, SetExtract, SetOutput, Snapshot};
use crate::analysis::labels::{Audience, HouseStyle, plain_text};
use crate::domain::{Arrangement, CodeId, Coding, Output, OutputId, QuotationId, Span};
use crate::export::{self, Context, Format, PrintedQuote, QuoteReport, QuoteSection};
use crate::store::{NewStep, OutputField};
use crate::text::{Text, counted};

/// An output as a file, and what is to be known of it.
#[derive(Debug, Clone, Default)]
pub struct PrintedOutput {
    /// What is written.
    pub report: QuoteReport,
    /// How many extracts are left out because somebody in them has taken their consent back.
    pub withdrawn: usize,
    /// How many are left out because their quotation has lost its words.
    pub without_words: usize,
    /// The output as it was set.
    pub set: SetOutput,
}

impl Project {
    /// An output as it is written to files. What somebody said who has taken their consent back is in none.
    ///
    /// # Errors
    /// When the output is gone or its style cannot be used.
    pub fn output_report(
        &mut self,
        id: OutputId,
        audience: Audience,
    ) -> Result<PrintedOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let output = snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
        let set = self.set_output(id)?;
        let columns = columns(&set);
        let mut quotes = Vec::with_capacity(set.extracts.len());
        for one in &set.extracts {
            if !snapshot.is_withdrawn(one)
                && let Some(quote) =
                    self.printed_extract(&snapshot, output, (&set, one), &columns)?
            {
                quotes.push((one, quote));
            }
        }
        let withdrawn = set.extracts.len() - quotes.len();
        let count = counted(quotes.len(), "extract", "extracts");
        let report = QuoteReport {
            title: output.name.clone(),
            notes: vec![count],
            made: today(),
            audience,
            prints_codes: output.settings.with_codes,
            columns: columns.into_iter().collect(),
            sections: sections(&snapshot, output.settings.arrangement, &set, quotes),
        };
        Ok(PrintedOutput { report, withdrawn, without_words: set.without_words, set })
    }

    /// An output as a file of a format.
    ///
    /// # Errors
    /// As [`Self::output_report`], and what the format cannot hold.
    pub fn export_output(
        &mut self,
        id: OutputId,
        format: Format,
        audience: Audience,
    ) -> Result<(Vec<u8>, PrintedOutput), ProjectError> {
        let printed = self.output_report(id, audience)?;
        Ok((export::quotes(format, &printed.report)?, printed))
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
        let extracts = set.extracts.iter().filter(|one| !snapshot.is_withdrawn(one));
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

    fn printed_extract(
        &mut self,
        snapshot: &Snapshot,
        output: &Output,
        (set, one): (&SetOutput, &SetExtract),
        columns: &BTreeSet<String>,
    ) -> Result<Option<PrintedQuote>, ProjectError> {
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
        if output.settings.context > 0 {
            let text = self.text(one.source)?;
            quote.context = Some(around(&text, one.span, output.settings.context as usize));
        }
        Ok(Some(quote))
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
    /// Whether somebody whose words stand in an extract, or whom its source is of, has taken their consent back.
    pub fn is_withdrawn(&self, one: &SetExtract) -> bool {
        let register = self.register();
        let of_source = self.source(one.source).map_or(&[][..], |info| &info.people);
        let all = one.people.iter().chain(of_source);
        all.filter_map(|&id| register.person(id)).any(|person| person.consent.withdrawn.is_some())
    }
}

/// The public attributes that are known of any extract.
fn columns(set: &SetOutput) -> BTreeSet<String> {
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

/// As many words before and after a span.
fn around(text: &Text, span: Span, words: usize) -> Context {
    let before = text.slice(Span { start: 0, end: span.start }).trim_end();
    let after = text.slice(Span { start: span.end, end: text.length() }).trim_start();
    let begins = |(at, _): &(usize, char)| before[..*at].ends_with(char::is_whitespace) || *at == 0;
    let is_word = |c: char| !c.is_whitespace();
    let mut starts = before.char_indices().rev().filter(|found| is_word(found.1) && begins(found));
    let start = starts.nth(words.saturating_sub(1)).map_or(0, |(at, _)| at);
    let ends = |(at, c): &(usize, char)| {
        after[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
    };
    let mut stops = after.char_indices().filter(|found| is_word(found.1) && ends(found));
    let end = stops.nth(words.saturating_sub(1)).map_or(after.len(), |(at, c)| at + c.len_utf8());
    Context { before: before[start..].to_owned(), after: after[..end].to_owned() }
}

/// The extracts under their headings.
fn sections(
    snapshot: &Snapshot,
    arrangement: Arrangement,
    set: &SetOutput,
    quotes: Vec<(&SetExtract, PrintedQuote)>,
) -> Vec<QuoteSection> {
    match arrangement {
        Arrangement::Own => {
            let quotes = quotes.into_iter().map(|(_, quote)| quote).collect();
            vec![QuoteSection { quotes, ..QuoteSection::default() }]
        }
        Arrangement::Code => by_code(snapshot, quotes),
        Arrangement::Case => {
            let name = |one: &SetExtract| one.case.and_then(|id| snapshot.case(id));
            let names = |one: &SetExtract| name(one).map(|case| case.name.clone());
            let mut sections = grouped(quotes, names, "Without a case");
            for section in &mut sections {
                let case = section
                    .path
                    .first()
                    .and_then(|name| snapshot.cases.iter().find(|case| case.name == *name));
                if let Some(case) = case.filter(|case| case.is_profile_public) {
                    section.text = case.profile.to_string();
                }
            }
            sections
        }
        Arrangement::Person => grouped(quotes, |one| person(&set.style, set, one), "Others"),
    }
}

/// Sections by names in natural order, with those that have none last.
fn grouped(
    quotes: Vec<(&SetExtract, PrintedQuote)>,
    name: impl Fn(&SetExtract) -> Option<String>,
    without: &str,
) -> Vec<QuoteSection> {
    let mut under: HashMap<Option<String>, Vec<PrintedQuote>> = HashMap::new();
    for (one, quote) in quotes {
        under.entry(name(one)).or_default().push(quote);
    }
    let mut all: Vec<(Option<String>, Vec<PrintedQuote>)> = under.into_iter().collect();
    all.sort_by_cached_key(|(name, _)| {
        (name.is_none(), name.as_deref().map(crate::text::natural_key))
    });
    let section = |(name, quotes): (Option<String>, _)| QuoteSection {
        path: vec![name.unwrap_or_else(|| without.to_owned())],
        text: String::new(),
        quotes,
    };
    all.into_iter().map(section).collect()
}

/// Whose extract it is, in words that may be printed.
fn person(style: &HouseStyle, set: &SetOutput, one: &SetExtract) -> Option<String> {
    let people = one.facts.people.iter().filter_map(|person| {
        let number = person.number.as_ref().and_then(|number| set.numbers.printed(number))?;
        let role = person.coarse_role.as_ref().map(|role| role.one.as_str());
        Some(role.map_or(format!("ID {number}"), |role| format!("{role} ID {number}")))
    });
    let names: Vec<String> = people.collect();
    (!names.is_empty()).then(|| names.join(&style.people.between))
}

fn by_code(snapshot: &Snapshot, quotes: Vec<(&SetExtract, PrintedQuote)>) -> Vec<QuoteSection> {
    let tree = &snapshot.codes;
    let mut under: HashMap<CodeId, Vec<PrintedQuote>> = HashMap::new();
    let mut without = Vec::new();
    for (one, quote) in quotes {
        let own = one.code.filter(|&code| tree.get(code).is_some());
        let first = || {
            let found = snapshot.codings(one.source)?.quotation(one.quotation)?;
            found.codings.first().map(|coding| coding.code)
        };
        match own.or_else(first) {
            Some(code) => under.entry(code).or_default().push(quote),
            None => without.push(quote),
        }
    }
    super::reports::sections(snapshot, under, without)
}

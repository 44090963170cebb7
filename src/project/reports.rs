//! What leaves a project: quotes with everything that is printed beside them, the framework, the codings.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::{Project, ProjectError, Snapshot};
use crate::analysis;
use crate::analysis::labels::Audience;
use crate::analysis::query::{self, Answer, Condition, Field, Query, Rows};
use crate::domain::{
    CodeId, Coding, Quotation, QuotationId, SourceCodings, SourceId, SourceInfo, Span,
};
use crate::export::{
    self, CodingLine, Format, PrintedQuote, PrivateLine, QuoteReport, QuoteSection,
};
use crate::store::is_open_here;
use crate::text::{counted, grouped};

/// The heading of quotes without codes.
const WITHOUT_CODES: &str = "Without codes";

/// Writes an export to a file, whole or not at all (see [`export::write_file`]); the open project is never replaced.
pub fn write_export(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    if is_open_here(path) {
        return Err(ProjectError::OwnFile(path.to_owned()));
    }
    Ok(export::write_file(path, bytes)?)
}

impl Project {
    /// The quotes that answer a question, by source and place, with all that is private about them.
    pub fn quotes(&mut self, query: &Query) -> Result<Vec<PrintedQuote>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let rows = self.ask(query)?;
        let mut quotes = Vec::with_capacity(rows.len());
        // The rows come by source and place already, so they are visited in their order.
        self.visit(&snapshot, &rows, |_, _, quote| quotes.push(quote))?;
        Ok(quotes)
    }

    /// Quotes as a report: a section for each code in the order of the framework, and a heading for each code above
    /// it. A quote stands under each of its codes that was asked for; quotes without codes stand last, where
    /// everything was asked for. `rows` chooses among the quotes that answer and gives their order; rows that have
    /// gone from the project meanwhile are left out. The notes name no source and no coder: they are printed. The report is
    /// for everybody: what is private about its quotes is written only when its audience is made the team.
    pub fn quote_report(
        &mut self,
        query: &Query,
        rows: Option<&[Answer]>,
    ) -> Result<QuoteReport, ProjectError> {
        Ok(self.counted_report(query, rows)?.0)
    }

    /// As [`Self::quote_report`], with how many different quotes are in it.
    fn counted_report(
        &mut self,
        query: &Query,
        rows: Option<&[Answer]>,
    ) -> Result<(QuoteReport, usize), ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let all = self.ask(query)?;
        let rows = rows.unwrap_or(&all);
        let asked = snapshot.asked_codings(&query.holds);
        let is_withdrawn = |row: &Answer| {
            let (info, on) = (snapshot.source(row.source), snapshot.codings(row.source));
            info.zip(on).is_some_and(|(info, on)| snapshot.is_withdrawn_at(info, on, row.given))
        };
        let printed: Vec<Answer> = rows.iter().filter(|row| !is_withdrawn(row)).copied().collect();
        let withdrawn = rows.len() - printed.len();
        let rows = printed.as_slice();
        let mut slots: Vec<Option<(Vec<CodeId>, PrintedQuote)>> = vec![None; rows.len()];
        self.visit(&snapshot, rows, |place, codings, quote| {
            let mut codes = Vec::new();
            for coding in codings.iter().filter(|coding| asked.holds(coding)) {
                if !codes.contains(&coding.code) {
                    codes.push(coding.code);
                }
            }
            slots[place] = Some((codes, quote));
        })?;
        let mut count = Count { answers: all.len(), ..Count::default() };
        let mut sources: HashSet<SourceId> = HashSet::new();
        let mut under: HashMap<CodeId, Vec<PrintedQuote>> = HashMap::new();
        let mut without = Vec::new();
        for (row, slot) in rows.iter().zip(slots) {
            let Some((codes, quote)) = slot else { continue };
            sources.insert(row.source);
            count.quotes += 1;
            count.places += codes.len().max(1);
            match codes.split_last() {
                Some((&last, others)) => {
                    for &code in others {
                        under.entry(code).or_default().push(quote.clone());
                    }
                    under.entry(last).or_default().push(quote);
                }
                None => without.push(quote),
            }
        }
        count.sources = sources.len();
        let mut notes = notes(&snapshot, query, count);
        if withdrawn > 0 {
            let quotes = counted(withdrawn, "quote is", "quotes are");
            notes.push(format!("{quotes} left out, since consent was withdrawn."));
        }
        let report = QuoteReport {
            title: title(&snapshot, query),
            notes,
            made: today(),
            sections: by_code(&snapshot, under, without)
                .into_iter()
                .map(Section::printed)
                .collect(),
            ..QuoteReport::default()
        };
        Ok((report, count.quotes))
    }

    /// Quotes as a file of a format for somebody, with how many different quotes are in it; see [`Self::quote_report`].
    pub fn export_quotes(
        &mut self,
        query: &Query,
        rows: Option<&[Answer]>,
        format: Format,
        audience: Audience,
    ) -> Result<(Vec<u8>, usize), ProjectError> {
        let (report, count) = self.counted_report(query, rows)?;
        Ok((export::quotes(format, &QuoteReport { audience, ..report })?, count))
    }

    /// Every coding, by source, start, end, code and coder.
    pub fn coding_lines(&self) -> Vec<CodingLine> {
        let snapshot = &self.snapshot;
        let names = Names::new(snapshot);
        let mut lines = Vec::new();
        for info in snapshot.sources.iter() {
            let on_source = lines.len();
            let quotations = snapshot.codings(info.id).map_or(&[][..], |on| &on.quotations);
            for quotation in quotations {
                lines.extend(quotation.codings.iter().map(|coding| CodingLine {
                    document: info.name.clone(),
                    start: quotation.span.start,
                    end: quotation.span.end,
                    code: names.code(coding.code),
                    coder: names.coder(coding.coder),
                }));
            }
            lines[on_source..].sort_by(|a, b| {
                let key = |line: &CodingLine| (line.start, line.end);
                (key(a), &a.code, &a.coder).cmp(&(key(b), &b.code, &b.coder))
            });
        }
        lines
    }

    /// Gives each row's place, the codings on it and all that is printed of it. Rows are visited by source, so that each
    /// text is read once however they are sorted; those that have gone are left out.
    fn visit(
        &mut self,
        snapshot: &Snapshot,
        rows: &[Answer],
        mut take: impl FnMut(usize, &[&Coding], PrintedQuote),
    ) -> Result<(), ProjectError> {
        let names = Names::new(snapshot);
        let mut on_sources: HashMap<SourceId, Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            on_sources.entry(row.source).or_default().push(place);
        }
        for info in snapshot.sources.iter() {
            let Some(places) = on_sources.get(&info.id) else { continue };
            let Some(on) = snapshot.codings(info.id) else { continue };
            let known: HashMap<QuotationId, &Quotation> =
                on.quotations.iter().map(|quotation| (quotation.id, quotation)).collect();
            let text = self.text(info.id)?;
            for &place in places {
                let row = rows[place];
                let on_row: Vec<&Quotation> = match row.quotation {
                    Some(id) => known.get(&id).copied().into_iter().collect(),
                    None => on.quotations.iter().filter(|q| is_on(q, row.span)).collect(),
                };
                let span = match (row.quotation, on_row.first()) {
                    (Some(_), None) => continue,
                    // It may have been moved meanwhile.
                    (Some(_), Some(quotation)) if row.given == row.span => quotation.span,
                    _ => row.given,
                };
                if !text.holds(span) {
                    continue;
                }
                let codings: Vec<&Coding> =
                    on_row.iter().flat_map(|quotation| &quotation.codings).collect();
                let mut quote = snapshot.printed_quote(info, on, span, &text);
                quote.codes = each_once(codings.iter().map(|coding| names.code(coding.code)));
                let comment = match row.quotation {
                    Some(_) => on_row.iter().map(|quotation| &*quotation.comment).collect(),
                    None => String::new(),
                };
                quote.private = Some(snapshot.private_line((info, on, span), &codings, comment));
                take(place, &codings, quote);
            }
        }
        Ok(())
    }
}

impl Snapshot {
    /// What is private about a quote: where it is from, and who is behind it.
    pub(super) fn private_line(
        &self,
        (info, on, span): (&SourceInfo, &SourceCodings, Span),
        codings: &[&Coding],
        comment: String,
    ) -> PrivateLine {
        let people = info.people.iter().filter_map(|&id| self.register().person(id));
        let real_names = people.map(|person| person.real_name.clone());
        let speakers = analysis::speakers(on, span).into_iter();
        let coders = codings.iter().filter_map(|coding| self.coder(coding.coder));
        PrivateLine {
            source: info.name.clone(),
            file: info.file_name.clone(),
            start: span.start,
            end: span.end,
            speakers: speakers.map(|name| name.to_string()).collect(),
            names: real_names.filter(|name| !name.is_empty()).collect(),
            coders: each_once(coders.map(|coder| coder.name.clone())),
            comment,
        }
    }
}

/// Whether a quotation shares a character with a span.
fn is_on(quotation: &Quotation, span: Span) -> bool {
    quotation.span.intersection(span).is_some_and(|common| !common.is_empty())
}

/// Things in their order, each once.
pub(super) fn each_once(things: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for thing in things {
        if !once.contains(&thing) {
            once.push(thing);
        }
    }
    once
}

/// How codes and coders are printed.
struct Names<'a> {
    snapshot: &'a Snapshot,
    paths: HashMap<CodeId, String>,
}

impl<'a> Names<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let tree = &snapshot.codes;
        let paths = tree.codes().iter().map(|code| (code.id, tree.path_text(code.id))).collect();
        Self { snapshot, paths }
    }

    fn code(&self, id: CodeId) -> String {
        self.paths.get(&id).cloned().unwrap_or_default()
    }

    fn coder(&self, id: crate::domain::CoderId) -> String {
        self.snapshot.coder(id).map(|coder| coder.name.clone()).unwrap_or_default()
    }
}

/// What a report holds, in figures.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Quotes that answer the question.
    answers: usize,
    /// Different quotes in the report.
    quotes: usize,
    /// The sources they come from.
    sources: usize,
    /// Quotes as they are printed, each as often as it stands there.
    places: usize,
}

/// What stands under one heading.
pub(super) struct Section<T> {
    /// The names of the heading from the top.
    pub(super) path: Vec<String>,
    /// What stands below it.
    pub(super) text: String,
    /// What it is a heading of.
    pub(super) holds: Vec<T>,
}

impl Section<PrintedQuote> {
    fn printed(self) -> QuoteSection {
        QuoteSection { path: self.path, text: self.text, quotes: self.holds }
    }
}

/// Things under the codes they stand for, in the order of the framework, with a heading for each code above them.
pub(super) fn by_code<T>(
    snapshot: &Snapshot,
    mut under: HashMap<CodeId, Vec<T>>,
    without: Vec<T>,
) -> Vec<Section<T>> {
    let tree = &snapshot.codes;
    let mut headings: HashSet<CodeId> = HashSet::new();
    for &code in under.keys() {
        let mut at = tree.get(code);
        while let Some(code) = at.filter(|code| headings.insert(code.id)) {
            at = code.parent.and_then(|parent| tree.get(parent));
        }
    }
    let mut sections: Vec<Section<T>> = tree
        .codes()
        .iter()
        .filter(|code| headings.contains(&code.id))
        .map(|code| Section {
            path: tree.path(code.id).into_iter().map(str::to_owned).collect(),
            text: code.definition.clone(),
            holds: under.remove(&code.id).unwrap_or_default(),
        })
        .collect();
    if !without.is_empty() {
        let path = vec![WITHOUT_CODES.to_owned()];
        sections.push(Section { path, text: String::new(), holds: without });
    }
    sections
}

fn title(snapshot: &Snapshot, query: &Query) -> String {
    let codes = query.codes();
    let names: Vec<&str> = codes
        .iter()
        .filter_map(|&code| snapshot.codes.get(code))
        .map(|code| code.name.as_str())
        .collect();
    match names.len() {
        0 => "Quotes".to_owned(),
        1..=3 => listed(&names, "and"),
        many => format!("Quotes of {many} codes"),
    }
}

/// What was asked for and what was found, in sentences.
fn notes(snapshot: &Snapshot, query: &Query, count: Count) -> Vec<String> {
    let mut notes = vec![asked(snapshot, query)];
    let names = |field| -> Vec<&Condition> { query.narrowed_to(field).iter().collect() };
    let kinds: Vec<String> = names(Field::Kind)
        .into_iter()
        .filter_map(|value| match value {
            Condition::Kind(kind) => Some(format!("{kind}s")),
            _ => None,
        })
        .collect();
    if !kinds.is_empty() {
        notes.push(format!("Only {}.", listed(&kinds, "and")));
    }
    let speakers: Vec<&str> = names(Field::Speaker)
        .into_iter()
        .filter_map(|value| match value {
            Condition::Speaker(speaker) => Some(&**speaker),
            _ => None,
        })
        .collect();
    if !speakers.is_empty() {
        notes.push(format!("Only where {} speaks.", listed(&speakers, "or")));
    }
    let sources = names(Field::Source).len();
    if sources > 0 {
        let all = counted(snapshot.sources.len(), "source", "sources");
        notes.push(format!("Only from {} of {all}.", grouped(sources)));
    }
    let coders = names(Field::Coder).len();
    if coders > 0 {
        let all = counted(snapshot.coders.len(), "coder", "coders");
        notes.push(format!("Only what {} of {all} coded.", grouped(coders)));
    }
    if query.asks_more() {
        // The names of sources, coders, cases and people are not for print, and what is kept may hold them.
        let is_private = |part: &Condition| {
            matches!(part, Condition::Source(_) | Condition::Coder(_) | Condition::Case(_))
                || matches!(part, Condition::Person(_) | Condition::Saved(_))
        };
        notes.push(match query.holds.any_within(&is_private) {
            true => {
                "Narrowed by a question that names sources, cases, people or coders.".to_owned()
            }
            false => format!("The whole question: {}.", query::print(query, snapshot)),
        });
    }
    if query.gives != query::Given::Whole {
        notes.push(format!("Shown: {}.", query.gives.said()));
    }
    let quotes = counted(count.quotes, "quote", "quotes");
    let sources = counted(count.sources, "source", "sources");
    notes.push(match (count.quotes, count.quotes < count.answers) {
        (0, _) => "No quotes.".to_owned(),
        (_, false) => format!("{quotes} from {sources}."),
        (_, true) => {
            format!("{quotes} from {sources}, chosen from {}.", grouped(count.answers))
        }
    });
    if count.places > count.quotes {
        notes.push(format!(
            "A quote with several of these codes stands under each of them: {} in all.",
            counted(count.places, "place", "places")
        ));
    }
    notes
}

fn asked(snapshot: &Snapshot, query: &Query) -> String {
    let tree = &snapshot.codes;
    let codes = query.codes();
    let paths: Vec<String> =
        codes.iter().map(|&code| format!("“{}”", tree.path_text(code))).collect();
    let is_parent = codes.iter().any(|&code| tree.with_sub_codes(code).len() > 1);
    let its = if paths.len() == 1 { "its" } else { "their" };
    let below = match (is_parent, query.with_sub_codes()) {
        (false, _) => String::new(),
        (true, true) => format!(", with {its} sub-codes"),
        (true, false) => format!(", without {its} sub-codes"),
    };
    let what = match query.rows {
        Rows::Quotations => "Quotes",
        Rows::Turns => "Turns",
    };
    match paths.as_slice() {
        [] if query.holds.is_everything() => format!("All {}.", what.to_lowercase()),
        [] => format!("{what} that answer a question."),
        paths => format!("{what} coded {}{below}.", listed(paths, "or")),
    }
}

/// Several things in a sentence: `a, b and c`.
fn listed(things: &[impl AsRef<str>], joint: &str) -> String {
    let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
    match things.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} {joint} {last}", others.join(", "))
        }
        _ => things.concat(),
    }
}

/// The day of a moment (RFC 3339) where this computer stands, as it is printed; none for what is no moment.
pub(super) fn printed_day(at: &str) -> Option<String> {
    let moment: jiff::Timestamp = at.parse().ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string())
}

/// Today where this computer stands, as it is printed: `22 November 2026`.
pub fn today() -> String {
    jiff::Zoned::now().strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_as_people_write_them() {
        assert_eq!(listed(&["a"], "or"), "a");
        assert_eq!(listed(&["a", "b", "c"], "and"), "a, b and c");
        assert_eq!(listed(&[""; 0], "and"), "");
    }
}

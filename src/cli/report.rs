//! `marginalia report …`: the outline of an output, its findings, what they rest on and how they were tested.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;
use uuid::Uuid;

use super::arguments::{Reading, Writing};
use super::export::{Out, write_output};
use super::failure::Failure;
use super::memos::ready;
use super::output::print;
use super::project::local;
use super::team_texts::{Given, called, readable, target};
use super::{Outcome, open};
use crate::domain::{
    Extract, ExtractId, Item, ItemId, ItemKind, ItemState, Output, QuotationId, StandsFor,
};
use crate::export::document::DocumentFormat;
use crate::project::{ExtractField, ItemField, Matter, MentionIn, Project, ProjectError, Snapshot};
use crate::text::counted;

/// `marginalia report …`
#[derive(Debug, Subcommand)]
pub(super) enum Report {
    /// Show the outline of an output, with the extracts that stand under each item
    Outline {
        #[command(flatten)]
        at: Reading,
        /// The output
        output: String,
    },
    /// Put a heading, a finding or a paragraph into an outline
    Add {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// What it is: heading, finding or paragraph
        kind: ItemKind,
        /// The words of a heading, the sentence of a finding
        #[arg(default_value = "")]
        title: String,
        #[command(flatten)]
        given: Given,
        #[command(flatten)]
        to: Place,
        #[command(flatten)]
        common: Writing,
    },
    /// Change an item of an outline
    Change(Change),
    /// Move an item of an outline, with all that stands under it
    Move {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The item: its number (2.1), its title or its key
        item: String,
        #[command(flatten)]
        to: Place,
        #[command(flatten)]
        common: Writing,
    },
    /// Take an item out of an outline with all that stands under it; extracts stay in the output
    Delete {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The item: its number (2.1), its title or its key
        item: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Let quotations stand under an item; those that are not in the output yet are taken in
    Place {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The item: its number (2.1), its title or its key; empty to let them stand nowhere
        item: String,
        /// The keys of the quotations
        #[arg(required = true, value_name = "KEY")]
        quotations: Vec<Uuid>,
        /// What they stand for there: typical, contrasting, unusual, against or background
        #[arg(long = "as", value_name = "WORD")]
        stands_for: Option<StandsFor>,
        #[command(flatten)]
        common: Writing,
    },
    /// Say what a finding is about or rests on: codes, memos, summaries
    RestOn {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The item: its number (2.1), its title or its key
        item: String,
        /// What it rests on, by name: Trust, memo:TITLE, summary:KEY
        #[arg(required = true, value_name = "NAME")]
        on: Vec<String>,
        /// Take it away instead
        #[arg(long)]
        not: bool,
        #[command(flatten)]
        common: Writing,
    },
    /// Note that you have looked for examples that contradict a finding, and what you found
    Tested {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The item: its number (2.1), its title or its key
        item: String,
        /// What you found; may be empty
        #[arg(default_value = "")]
        found: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Write an outline with its extracts to a file (.docx, .odt, .md, .html, .txt); one that is there is replaced
    Export {
        /// The project file
        file: PathBuf,
        /// The output
        output: String,
        /// The file to write
        #[arg(short = 'o', long = "output", value_name = "OUT")]
        to: PathBuf,
        /// Only this heading or finding with what stands under it: its number (2.1), its title or its key
        #[arg(long, value_name = "ITEM")]
        chapter: Option<String>,
        /// For the team: with what is private; the file says so
        #[arg(long)]
        private: bool,
        /// Write it though findings are open in the checks
        #[arg(long)]
        despite_findings: bool,
        #[command(flatten)]
        common: Writing,
    },
}

/// A place in an outline.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// The item to stand under; without one, the top
    #[arg(long, value_name = "ITEM")]
    under: Option<String>,
    /// The item to stand before; without one, the last place
    #[arg(long, value_name = "ITEM")]
    before: Option<String>,
}

/// `marginalia report change`
#[derive(Debug, Args)]
pub(super) struct Change {
    /// The project file
    file: PathBuf,
    /// The output
    output: String,
    /// The item: its number (2.1), its title or its key
    item: String,
    /// Other words of a heading, another sentence of a finding
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    #[command(flatten)]
    given: Given,
    /// Make it a heading, a finding or a paragraph
    #[arg(long)]
    kind: Option<ItemKind>,
    /// How far it is: idea, draft, tested or agreed
    #[arg(long)]
    state: Option<ItemState>,
    #[command(flatten)]
    common: Writing,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: ItemId,
    /// Where it stands: `2.1`.
    number: String,
    kind: ItemKind,
    title: &'a str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ItemState>,
    rests_on: Vec<String>,
    tested: Vec<Tested<'a>>,
    extracts: Vec<Placed>,
}

#[derive(Serialize)]
struct Tested<'a> {
    by: &'a str,
    at: &'a str,
    found: &'a str,
}

#[derive(Serialize)]
struct Placed {
    extract: ExtractId,
    quotation: QuotationId,
    stands_for: Option<StandsFor>,
}

#[derive(Serialize)]
struct Outline<'a> {
    output: &'a str,
    items: Vec<Shown<'a>>,
    /// Extracts that stand under no item.
    elsewhere: Vec<Placed>,
}

pub(super) fn report(asked: &Report, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Report::Outline { at, output } => {
            let project = open(&at.file)?;
            let snapshot = project.snapshot();
            let outline = shown(output_of(snapshot, output)?, snapshot);
            print(at.form.json, &outline, in_words)?;
        }
        Report::Add { file, output, kind, title, given, to, common } => {
            let mut project = ready(file, common, me)?;
            let of = output_of(project.snapshot(), output)?;
            let (id, (under, before)) = (of.id, to.read(of)?);
            let text = given.stored("", project.snapshot())?;
            let title = title.trim();
            if title.is_empty() && text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                return Err(Failure::Wrong(format!("a {kind} needs words")));
            }
            if *kind == ItemKind::Paragraph && !title.is_empty() {
                return Err(Failure::Wrong(
                    "a paragraph has no title; write its words with --text or --from".to_owned(),
                ));
            }
            let item = project.add_item(id, under, before, *kind)?;
            let title = (!title.is_empty()).then(|| ItemField::Title(title.to_owned()));
            let fields = title.into_iter().chain(text.map(ItemField::Text)).collect();
            project.change_item(item, fields)?;
            print(common.form.json, &item, |_| format!("Put a {kind} into “{output}”\n"))?;
        }
        Report::Change(asked) => {
            let mut project = ready(&asked.file, &asked.common, me)?;
            let of = output_of(project.snapshot(), &asked.output)?;
            let item = item_of(of, &asked.item)?;
            let before = of.item(item).map(|item| item.text.clone()).unwrap_or_default();
            let fields: Vec<ItemField> = [
                asked.kind.map(ItemField::Kind),
                asked.title.clone().map(ItemField::Title),
                asked.given.stored(&before, project.snapshot())?.map(ItemField::Text),
                asked.state.map(ItemField::State),
            ]
            .into_iter()
            .flatten()
            .collect();
            if fields.is_empty() {
                return Err(Failure::Wrong("nothing is to be changed; say what".to_owned()));
            }
            project.change_item(item, fields)?;
            say(&project, item, &asked.common, "Changed")?;
        }
        Report::Move { file, output, item, to, common } => {
            let mut project = ready(file, common, me)?;
            let of = output_of(project.snapshot(), output)?;
            let item = item_of(of, item)?;
            let (under, before) = to.read(of)?;
            project.place_items(&[item], under, before)?;
            say(&project, item, common, "Moved")?;
        }
        Report::Delete { file, output, item, common } => {
            let mut project = ready(file, common, me)?;
            let id = item_of(output_of(project.snapshot(), output)?, item)?;
            let heading = heading(&project, id);
            project.delete_items(&[id])?;
            print(common.form.json, &heading, |name| format!("Took “{name}” out\n"))?;
        }
        Report::Place { file, output, item, quotations, stands_for, common } => {
            let mut project = ready(file, common, me)?;
            let placed = place(&mut project, output, item, quotations, *stands_for)?;
            print(common.form.json, &placed, |placed| {
                format!("Placed {}\n", counted(placed.len(), "extract", "extracts"))
            })?;
        }
        Report::RestOn { file, output, item, on, not, common } => {
            let mut project = ready(file, common, me)?;
            let snapshot = project.snapshot();
            let item = item_of(output_of(snapshot, output)?, item)?;
            let on: Result<Vec<Matter>, Failure> =
                on.iter().map(|words| target(words, snapshot).map(Matter::There)).collect();
            project.set_about(MentionIn::Item(item), &on?, !not)?;
            say(&project, item, common, "Changed")?;
        }
        Report::Tested { file, output, item, found, common } => {
            let mut project = ready(file, common, me)?;
            let of = output_of(project.snapshot(), output)?;
            let id = item_of(of, item)?;
            if of.items.iter().any(|item| item.id == id && item.kind != ItemKind::Finding) {
                return Err(Failure::Wrong(format!("“{item}” is no finding")));
            }
            project.note_counter_search(id, found)?;
            say(&project, id, common, "Noted the search for what contradicts")?;
        }
        Report::Export { file, output, to, chapter, private, despite_findings, common } => {
            let out = Out {
                path: to,
                // A format that is not known is a slip of the person's, to be told before anything is opened.
                format: DocumentFormat::from_path(to)?.format(),
                is_private: *private,
                despite_findings: *despite_findings,
                is_noted: true,
            };
            let mut project = ready(file, common, me)?;
            let of = output_of(project.snapshot(), output)?;
            let of = match chapter {
                Some(words) => of.chapter(item_of(of, words)?),
                None => of.clone(),
            };
            return write_output(&mut project, &of, &out, common.form);
        }
    }
    Ok(Outcome::Done)
}

fn heading(project: &Project, item: ItemId) -> String {
    let found = project.snapshot().item(item);
    found.map(|(_, item)| item.heading().to_owned()).unwrap_or_default()
}

fn say(project: &Project, item: ItemId, common: &Writing, what: &str) -> Result<(), Failure> {
    print(common.form.json, &item, |_| format!("{what} “{}”\n", heading(project, item)))
}

fn output_of<'s>(snapshot: &'s Snapshot, name: &str) -> Result<&'s Output, Failure> {
    let found = snapshot.output_named(name);
    found.ok_or_else(|| Failure::Wrong(format!("there is no output “{name}”")))
}

/// The items of an outline in their order, each with its number.
fn numbered(output: &Output) -> Vec<(String, &Item)> {
    let mut counts: Vec<(Option<ItemId>, usize, String)> = Vec::new();
    let mut all: Vec<(String, &Item)> = Vec::new();
    for item in &output.items {
        let place = counts.iter().position(|(parent, ..)| *parent == item.parent);
        let place = place.unwrap_or_else(|| {
            let above = all.iter().find(|(_, other)| Some(other.id) == item.parent);
            let above = above.map(|(number, _)| format!("{number}.")).unwrap_or_default();
            counts.push((item.parent, 0, above));
            counts.len() - 1
        });
        let (_, count, above) = &mut counts[place];
        *count += 1;
        all.push((format!("{above}{count}"), item));
    }
    all
}

/// An item by its number, its key, or its title without regard to case.
pub(super) fn item_of(output: &Output, words: &str) -> Result<ItemId, Failure> {
    let words = words.trim();
    let all = numbered(output);
    if let Some((_, item)) = all.iter().find(|(number, _)| number == words) {
        return Ok(item.id);
    }
    let key = Uuid::parse_str(words).ok().map(ItemId::new);
    let lower = words.to_lowercase();
    let is_it = |item: &Item| Some(item.id) == key || item.heading().to_lowercase() == lower;
    let found: Vec<&(String, &Item)> = all.iter().filter(|(_, item)| is_it(item)).collect();
    match found.as_slice() {
        [(_, one)] => Ok(one.id),
        [] => Err(Failure::Wrong(format!("there is no “{words}” in “{}”", output.name))),
        many => {
            let numbers: Vec<&str> = many.iter().map(|(number, _)| number.as_str()).collect();
            let numbers = numbers.join(", ");
            Err(Failure::Wrong(format!(
                "several are called “{words}”; write the number of one: {numbers}"
            )))
        }
    }
}

impl Place {
    fn read(&self, output: &Output) -> Result<(Option<ItemId>, Option<ItemId>), Failure> {
        let under = self.under.as_deref().map(|words| item_of(output, words)).transpose()?;
        let before = self.before.as_deref().map(|words| item_of(output, words)).transpose()?;
        // Whoever says before what it shall stand need not say under what.
        let above = before.and_then(|id| output.items.iter().find(|item| item.id == id));
        match (under, above) {
            (None, Some(sibling)) => Ok((sibling.parent, before)),
            (Some(under), Some(sibling)) if sibling.parent != Some(under) => {
                Err(Failure::Wrong("what it is to stand before stands elsewhere".to_owned()))
            }
            _ => Ok((under, before)),
        }
    }
}

/// Lets quotations stand under an item of an output, or under none.
fn place(
    project: &mut Project,
    output: &str,
    item: &str,
    quotations: &[Uuid],
    stands_for: Option<StandsFor>,
) -> Result<Vec<ExtractId>, Failure> {
    let of = output_of(project.snapshot(), output)?;
    let id = of.id;
    let item = match item.trim() {
        "" => None,
        words => Some(item_of(of, words)?),
    };
    let quotations: Vec<QuotationId> =
        quotations.iter().map(|&key| QuotationId::new(key)).collect();
    for &quotation in &quotations {
        if project.snapshot().quotation(quotation).is_none() {
            return Err(Failure::Wrong(format!("there is no quotation with the key {quotation}")));
        }
    }
    let chosen: Vec<_> = quotations.iter().map(|&quotation| (quotation, None)).collect();
    project.add_extracts(id, &chosen, false)?;
    let of = project.snapshot().output(id).ok_or(ProjectError::Gone("This output"))?;
    // Of a quotation that stands in the output several times, the one that stands nowhere yet.
    let found = quotations.iter().filter_map(|quotation| {
        let of_it = || of.extracts.iter().filter(|one| one.quotation == *quotation);
        of_it().find(|one| one.item.is_none()).or_else(|| of_it().next())
    });
    let found: Vec<ExtractId> = found.map(|extract| extract.id).collect();
    let fields = found.iter().flat_map(|&extract| {
        let what = stands_for.map(|what| (extract, ExtractField::StandsFor(Some(what))));
        [(extract, ExtractField::Item(item))].into_iter().chain(what)
    });
    let fields = fields.collect();
    project.change_extracts(fields)?;
    Ok(found)
}

fn shown<'a>(output: &'a Output, snapshot: &'a Snapshot) -> Outline<'a> {
    let placed = |item: Option<ItemId>| -> Vec<Placed> {
        let of_item = output.extracts.iter().filter(|extract| extract.item == item);
        let placed = |one: &Extract| Placed {
            extract: one.id,
            quotation: one.quotation,
            stands_for: one.stands_for,
        };
        of_item.map(placed).collect()
    };
    let items = numbered(output).into_iter().map(|(number, item)| Shown {
        id: item.id,
        number,
        kind: item.kind,
        title: &item.title,
        text: readable(&item.text, snapshot),
        state: (item.kind == ItemKind::Finding).then_some(item.state),
        rests_on: item
            .mentions
            .iter()
            .filter(|mention| !mention.is_written)
            .map(|mention| called(mention.target, snapshot))
            .collect(),
        tested: item
            .counter_searches
            .iter()
            .map(|search| Tested {
                by: snapshot.coder(search.coder).map_or("", |coder| &coder.name),
                at: &search.at,
                found: &search.found,
            })
            .collect(),
        extracts: placed(Some(item.id)),
    });
    Outline { output: &output.name, items: items.collect(), elsewhere: placed(None) }
}

fn in_words(outline: &Outline<'_>) -> String {
    let mut words = String::new();
    for item in &outline.items {
        let depth = item.number.matches('.').count();
        let inside = "  ".repeat(depth);
        let title = match item.title {
            "" => item.text.lines().next().unwrap_or_default(),
            title => title,
        };
        let mut facts = vec![item.kind.to_string()];
        facts.extend(item.state.map(|state| state.to_string()));
        if !item.extracts.is_empty() {
            facts.push(counted(item.extracts.len(), "extract", "extracts"));
        }
        if item.state.is_some() && item.tested.is_empty() {
            facts.push("nobody looked for what contradicts it".to_owned());
        }
        words.push_str(&format!("{inside}{} {title}  ({})\n", item.number, facts.join(", ")));
        if !item.rests_on.is_empty() {
            words.push_str(&format!("{inside}    rests on {}\n", item.rests_on.join(", ")));
        }
        for tested in &item.tested {
            let found = if tested.found.is_empty() { "" } else { ": " };
            let (by, when) = (tested.by, local(tested.at));
            words.push_str(&format!("{inside}    tested by {by}, {when}{found}{}\n", tested.found));
        }
    }
    if outline.items.is_empty() {
        words.push_str("The outline is empty\n");
    }
    if !outline.elsewhere.is_empty() {
        let many = counted(outline.elsewhere.len(), "extract stands", "extracts stand");
        words.push_str(&format!("{many} under nothing\n"));
    }
    words
}

//! Outputs: what is chosen, how it is trimmed and labelled, what was printed, and what edits of texts do to it.

use std::time::Duration;

use marginalia::analysis::labels::Audience;
use marginalia::analysis::query::Query;
use marginalia::domain::house_style::{HouseStyle, Numbering};
use marginalia::domain::{
    Arrangement, ExtractId, ItemId, ItemKind, OutputId, QuotationId, SourceKind, Span, StandsFor,
    Term, TermKind, Trims,
};
use marginalia::export::Format;
use marginalia::project::{
    ExtractField, ItemField, NewCode, NewSource, OutputField, PersonField, Project,
};
use marginalia::text::Edit;
use tempfile::TempDir;

const TALK: &str = "INT: Done by whom?\n\
GP ID 512: By the board, politely. Nobody asked the patients.\n\
INT: Why?\n\
GP ID 512: There was no time.\n";

const NOTES: &str = "Estates update\n\
[Manager ID 514]: the lease ends in spring.\n\
[GP ID 512] said that nobody told us.\n";

struct Study {
    project: Project,
    output: OutputId,
    _folder: TempDir,
}

fn study() -> Study {
    let folder = TempDir::new().expect("a folder");
    let mut project = Project::create(&folder.path().join("a.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let source = |name: &str, kind, text: &str| {
        NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
    };
    project
        .add_sources(&[
            source("Interview 12 Site 3", SourceKind::Interview, TALK),
            source("Executive M51 Site 3", SourceKind::Fieldnote, NOTES),
        ])
        .expect("sources");
    let output = project.add_output("Chapter 3", "Report").expect("an output");
    Study { project, output, _folder: folder }
}

impl Study {
    fn span(&self, text: &str, words: &str) -> Span {
        let at = text.find(words).expect("the words");
        let start = text[..at].chars().count() as u32;
        Span { start, end: start + words.chars().count() as u32 }
    }

    fn quote(&mut self, name: &str, words: &str) -> QuotationId {
        let info = self.project.snapshot().source_named(name).expect("a source").clone();
        let text = self.project.text(info.id).expect("a text");
        let span = self.span(text.as_str(), words);
        let trust = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
        self.project.code_with_new(info.id, span, &trust).expect("a coding").quotation
    }

    fn take(&mut self, quotation: QuotationId) -> ExtractId {
        let made = self.project.add_extracts(self.output, &[(quotation, None)], false);
        made.expect("extracts")[0]
    }

    /// The extracts as they are printed.
    fn printed(&mut self) -> Vec<String> {
        let set = self.project.set_output(self.output).expect("an output");
        let plain = marginalia::analysis::labels::plain_text;
        set.extracts.iter().map(|one| plain(&one.pieces)).collect()
    }
}

#[test]
fn extracts_are_printed_with_their_labels_and_tags() {
    let mut study = study();
    let said =
        study.quote("Interview 12 Site 3", "By the board, politely. Nobody asked the patients.");
    let talk = study.quote("Interview 12 Site 3", &TALK[..TALK.len() - 1]);
    let notes = study.quote("Executive M51 Site 3", &NOTES[15..NOTES.len() - 1]);
    for quotation in [said, talk, notes] {
        study.take(quotation);
    }
    assert_eq!(
        study.printed(),
        [
            "By the board, politely. Nobody asked the patients. [GP ID 512]",
            "Q: Done by whom?\nA: By the board, politely. Nobody asked the patients.\n\
             Q: Why?\nA: There was no time. [GP ID 512]",
            "[Manager ID 514]: the lease ends in spring.\n[GP ID 512]: said that nobody told us. \
             [Extract from fieldnotes meeting M51]",
        ]
    );
}

#[test]
fn trims_stay_on_their_words_when_the_text_is_edited() {
    let mut study = study();
    let words = "By the board, politely. Nobody asked the patients.";
    let quotation = study.quote("Interview 12 Site 3", words);
    let extract = study.take(quotation);
    let cut = study.span(words, ", politely");
    let trims = Trims { cuts: vec![cut], ..Trims::default() };
    study.project.change_extracts(vec![(extract, ExtractField::Trims(trims))]).expect("trims");
    assert_eq!(study.printed(), ["By the board […]. Nobody asked the patients. [GP ID 512]"]);
    let source = study.project.snapshot().source_named("Interview 12 Site 3").expect("it").id;
    let before = study.span(TALK, "Done");
    let edit = Edit { span: before, with: "Was it done".to_owned() };
    study.project.edit_text(source, vec![edit]).expect("an edit");
    assert_eq!(study.printed(), ["By the board […]. Nobody asked the patients. [GP ID 512]"]);
    let text = study.project.text(source).expect("a text");
    let gone = study.span(text.as_str(), ", politely");
    study.project.edit_text(source, vec![Edit { span: gone, with: String::new() }]).expect("it");
    assert_eq!(study.printed(), ["By the board. Nobody asked the patients. [GP ID 512]"]);
    let snapshot = study.project.snapshot().clone();
    assert!(snapshot.extract(extract).expect("the extract").1.is_doubtful);
    study.project.undo().expect("undone");
    assert_eq!(study.printed(), ["By the board […]. Nobody asked the patients. [GP ID 512]"]);
    // A cut past the quotation is refused, and says so.
    let far = Trims { cuts: vec![Span { start: 0, end: 900 }], ..Trims::default() };
    let refused = study.project.change_extracts(vec![(extract, ExtractField::Trims(far))]);
    assert!(refused.expect_err("too far").to_string().contains("past the quotation"));
}

#[test]
fn an_extract_keeps_its_quotation_and_its_order() {
    let mut study = study();
    let first = study.quote("Interview 12 Site 3", "By the board");
    let second = study.quote("Interview 12 Site 3", "There was no time.");
    let (a, b) = (study.take(first), study.take(second));
    let output = study.output;
    study.project.move_extracts(output, &[b], Some(a)).expect("moved");
    assert_eq!(study.printed(), ["There was no time. [GP ID 512]", "By the board [GP ID 512]"]);
    let coding = {
        let snapshot = study.project.snapshot();
        snapshot.quotation(first).expect("a quotation").1.codings[0].id
    };
    study.project.remove_codings(&[coding]).expect("uncoded");
    assert_eq!(study.printed().len(), 2);
    study.project.remove_extracts(&[a]).expect("taken out");
    assert!(study.project.snapshot().quotation(first).is_none());
    study.project.undo().expect("undone");
    assert_eq!(study.printed(), ["There was no time. [GP ID 512]", "By the board [GP ID 512]"]);
    let changes = vec![(a, ExtractField::StandsFor(Some(StandsFor::Typical)))];
    study.project.change_extracts(changes).expect("a change");
    let path = study.project.snapshot().path.clone();
    drop(study.project);
    let project = Project::open(&path, Duration::ZERO).expect("the project");
    let snapshot = project.snapshot();
    assert_eq!(snapshot.extract(a).expect("it").1.stands_for, Some(StandsFor::Typical));
}

#[test]
fn numbers_given_anew_are_those_of_the_output() {
    let mut study = study();
    let notes = study.quote("Executive M51 Site 3", &NOTES[15..NOTES.len() - 1]);
    study.take(notes);
    let style = HouseStyle {
        name: "Anew".to_owned(),
        numbers: Numbering::Renumbered,
        ..HouseStyle::report()
    };
    study.project.keep_style(None, style).expect("a style");
    let output = study.output;
    let fields = vec![OutputField::Style("anew".to_owned())];
    study.project.change_output(output, fields).expect("a change");
    assert_eq!(
        study.printed(),
        ["[Manager ID 1]: the lease ends in spring.\n[GP ID 2]: said that nobody told us. \
          [Extract from fieldnotes meeting M1]"]
    );
}

#[test]
fn quotations_are_set_in_a_style_without_an_output() {
    let mut study = study();
    let said = study.quote("Interview 12 Site 3", "Nobody asked the patients.");
    let short = study.quote("Interview 12 Site 3", "no");
    let notes = study.quote("Executive M51 Site 3", &NOTES[15..NOTES.len() - 1]);
    let of_each = |study: &Study, most| study.project.snapshot().quotations_of_each_kind(most);
    // One of each kind of source, the longer first; then another of each.
    assert_eq!(of_each(&study, 2), [said, notes]);
    assert_eq!(of_each(&study, 12), [said, notes, short]);
    assert_eq!(of_each(&study, 1), [said]);
    for quotation in [said, notes] {
        study.take(quotation);
    }
    let printed = study.printed();
    let style = HouseStyle::report();
    let set = study.project.set_quotations_in(&[said, notes], style).expect("they are set");
    let plain = marginalia::analysis::labels::plain_text;
    assert_eq!(set.extracts.iter().map(|one| plain(&one.pieces)).collect::<Vec<_>>(), printed);
}

#[test]
fn a_style_for_the_team_is_kept_only_where_it_can_be_read() {
    let mut study = study();
    let team = HouseStyle { name: "Ours".to_owned(), ..HouseStyle::screen() };
    let id = study.project.keep_style(None, team.clone()).expect("a style");
    let mut wrong = team;
    wrong.extracts[0].template = "{sit}".to_owned();
    let refused = study.project.keep_style(Some(id), wrong).expect_err("it cannot be read");
    assert!(refused.to_string().contains("did you mean site"), "{refused}");
}

#[test]
fn what_somebody_withdrew_is_in_no_file() {
    let mut study = study();
    let said = study.quote("Interview 12 Site 3", "There was no time.");
    let notes = study.quote("Executive M51 Site 3", "[Manager ID 514]: the lease ends in spring.");
    for quotation in [said, notes] {
        study.take(quotation);
    }
    let person = study.project.add_person("GP ID 512").expect("a person");
    let day = "2015-02".parse().ok();
    study
        .project
        .change_people(&[(person, PersonField::Withdrawn(day))])
        .expect("consent withdrawn");
    let output = study.project.snapshot().outputs[0].clone();
    let checked = study.project.check_output(&output, false).expect("checks");
    let never = checked.findings.iter().filter(|found| !found.finding.can_be_accepted());
    assert_eq!(never.map(|found| &*found.finding.extracts).collect::<Vec<_>>(), [[0]]);
    for format in Format::ALL {
        for audience in [Audience::Public, Audience::Team] {
            let (_, printed) =
                study.project.export_output(&output, format, audience).expect("a file");
            assert_eq!((printed.count(), printed.withdrawn), (1, 1));
        }
    }
    // The quotes of a question are held to the same.
    let report = study.project.quote_report(&Query::default(), None).expect("a report");
    let words: Vec<&str> =
        report.sections.iter().flat_map(|one| &one.quotes).map(|quote| &*quote.words).collect();
    assert!(words.iter().all(|words| !words.contains("no time")), "{words:?}");
    assert!(report.notes.iter().any(|note| note.contains("consent was withdrawn")));
}

#[test]
fn the_context_of_an_extract_is_set_and_checked_like_the_rest() {
    let mut study = study();
    let said = study.quote("Interview 12 Site 3", "There was no time.");
    study.take(said);
    let term = Term {
        private: "patients".to_owned(),
        public: Some("people".to_owned()),
        kind: TermKind::Other,
    };
    study.project.set_terms(&[term]).expect("a term");
    let found = |study: &mut Study, context: u32| {
        let mut output = study.project.snapshot().outputs[0].clone();
        output.settings.context = context;
        let checked = study.project.check_output(&output, false).expect("checks");
        checked.findings.iter().filter(|found| found.finding.kind.word() == "term").count()
    };
    assert_eq!(found(&mut study, 0), 0);
    assert_eq!(found(&mut study, 20), 1);
    let mut output = study.project.snapshot().outputs[0].clone();
    output.settings.context = 6;
    let printed = study.project.output_report(&output, Audience::Public).expect("a report");
    let context = printed.report.sections[0].quotes[0].context.clone().expect("context");
    assert_eq!((context.before.as_str(), context.after.as_str()), ("patients.\nQ: Why?\nA:", ""));
}

#[test]
fn what_was_printed_is_remembered_and_undo_leaves_it_alone() {
    let mut study = study();
    let said = study.quote("Interview 12 Site 3", "There was no time.");
    let extract = study.take(said);
    let output = study.project.snapshot().outputs[0].clone();
    let (_, printed) =
        study.project.export_output(&output, Format::Docx, Audience::Public).expect("a file");
    study.project.note_printing(output.id, Format::Docx, &printed).expect("noted");
    assert!(study.project.undo().expect("undone").starts_with("Took"));
    let snapshot = study.project.snapshot().clone();
    assert!(snapshot.extract(extract).is_none());
    assert_eq!(snapshot.printings[0].quotations, [said]);
    let forms = study.project.printed(said).expect("what was printed");
    assert_eq!(forms[0].printed, "There was no time. [GP ID 512]");
    // Even the output can go.
    study.project.delete_output(output.id).expect("deleted");
    assert_eq!(study.project.snapshot().printings[0].name, "Chapter 3");
}

/// A finding under a heading of the output.
fn finding(project: &mut Project, output: OutputId) -> ItemId {
    let heading = project.add_item(output, None, None, ItemKind::Heading).expect("a heading");
    project.add_item(output, Some(heading), None, ItemKind::Finding).expect("a finding")
}

#[test]
fn quotes_are_taken_under_a_finding_once_and_what_was_not_placed_gets_its_place() {
    let mut study = study();
    let board = study.quote("Interview 12 Site 3", "By the board, politely.");
    let asked = study.quote("Interview 12 Site 3", "Nobody asked the patients.");
    let unplaced = study.take(board);
    let item = finding(&mut study.project, study.output);
    let both = [(board, None), (asked, None)];
    let taken = study.project.take_under(item, &both, Some(StandsFor::Against)).expect("extracts");
    assert_eq!(taken[0], unplaced);
    let again = study.project.take_under(item, &both, Some(StandsFor::Typical)).expect("extracts");
    assert_eq!(again, taken);
    let output = study.project.snapshot().output(study.output).expect("the output").clone();
    assert_eq!(output.extracts.len(), 2);
    let is_there = |one: &marginalia::domain::Extract| {
        (one.item, one.stands_for) == (Some(item), Some(StandsFor::Typical))
    };
    assert!(output.extracts.iter().all(is_there));
    study.project.undo().expect("an undo");
    let output = study.project.snapshot().output(study.output).expect("the output");
    assert!(output.extracts.iter().all(|one| one.stands_for == Some(StandsFor::Against)));
}

#[test]
fn extracts_put_before_another_stand_where_and_for_what_it_does() {
    let mut study = study();
    let quotes = ["By the board, politely.", "Nobody asked the patients.", "There was no time."];
    let quotes = quotes.map(|words| study.quote("Interview 12 Site 3", words));
    let item = finding(&mut study.project, study.output);
    let taken = quotes.map(|quote| study.take(quote));
    study
        .project
        .take_under(item, &[(quotes[0], None)], Some(StandsFor::Unusual))
        .expect("an extract");
    study.project.put_before(&[taken[2], taken[1]], taken[0]).expect("a move");
    let output = study.project.snapshot().output(study.output).expect("the output");
    let order: Vec<_> = output.extracts.iter().map(|one| (one.id, one.item)).collect();
    let under = Some(item);
    assert_eq!(order, [(taken[2], under), (taken[1], under), (taken[0], under)]);
    assert!(output.extracts.iter().all(|one| one.stands_for == Some(StandsFor::Unusual)));
}

#[test]
fn an_output_prints_its_outline_or_the_headings_of_another_order_and_loses_nothing() {
    let mut study = study();
    let quotes = ["By the board, politely.", "Nobody asked the patients."];
    let quotes = quotes.map(|words| study.quote("Interview 12 Site 3", words));
    let (output, project) = (study.output, &mut study.project);
    for (at, quote) in quotes.into_iter().enumerate() {
        let item = finding(project, output);
        let title = ItemField::Title(format!("Finding {at}"));
        project.change_item(item, vec![title]).expect("written");
        project.take_under(item, &[(quote, None)], None).expect("taken");
    }
    let written = |project: &mut Project| {
        let output = project.snapshot().output(output).expect("the output").clone();
        let (bytes, printed) =
            project.export_output(&output, Format::Text, Audience::Public).expect("a file");
        assert_eq!(printed.count(), 2);
        String::from_utf8(bytes).expect("text")
    };
    let outlined = written(project);
    assert!(outlined.contains("Finding 0") && outlined.contains("Finding 1"), "{outlined}");
    let mut settings = project.snapshot().output(output).expect("the output").settings.clone();
    settings.arrangement = Arrangement::Code;
    project.change_output(output, vec![OutputField::Settings(settings)]).expect("arranged");
    let by_code = written(project);
    assert!(by_code.contains("Trust") && !by_code.contains("Finding"), "{by_code}");
    for words in ["politely", "Nobody asked the patients"] {
        assert!(outlined.contains(words) && by_code.contains(words), "{by_code}");
    }
}

#[test]
fn what_is_swapped_stands_where_and_for_what_the_other_did() {
    let mut study = study();
    let quotes = ["By the board, politely.", "Nobody asked the patients."];
    let [one, other] = quotes.map(|words| study.quote("Interview 12 Site 3", words));
    let (output, project) = (study.output, &mut study.project);
    let item = finding(project, output);
    let typical = Some(StandsFor::Typical);
    let taken = project.take_under(item, &[(one, None)], typical).expect("taken")[0];
    let swapped = project.swap_extract(taken, other).expect("swapped");
    let extracts = &project.snapshot().output(output).expect("the output").extracts;
    let [extract] = extracts.as_slice() else { panic!("{extracts:?}") };
    let found = (extract.id, extract.quotation, extract.item, extract.stands_for);
    assert_eq!(found, (swapped, other, Some(item), typical));
}

#[test]
fn a_finding_that_is_made_a_paragraph_keeps_its_words() {
    let mut study = study();
    let (output, project) = (study.output, &mut study.project);
    let item = finding(project, output);
    let words =
        vec![ItemField::Title("Trust comes late".into()), ItemField::Text("Always.".into())];
    project.change_item(item, words).expect("written");
    let paragraph = ItemField::Kind(ItemKind::Paragraph);
    project.change_item(item, vec![paragraph]).expect("made a paragraph");
    let item = project.snapshot().item(item).expect("the item").1;
    assert_eq!((item.title.as_str(), item.text.as_str()), ("", "Trust comes late\n\nAlways."));
    // What is said in the same breath counts.
    let item = finding(project, output);
    let fields = vec![ItemField::Title("Old".into()), ItemField::Text("Old text".into())];
    project.change_item(item, fields).expect("written");
    let fields = vec![ItemField::Kind(ItemKind::Paragraph), ItemField::Text("New text".into())];
    project.change_item(item, fields).expect("made a paragraph");
    let item = project.snapshot().item(item).expect("the item").1;
    assert_eq!(item.text, "Old\n\nNew text");
}

//! Outputs of whole projects: whatever the register holds, nothing private is in a file for everybody.

use marginalia::analysis::labels::{Audience, HouseStyle};
use marginalia::domain::{Arrangement, OutputSettings, Private, SourceKind, Span, Subject};
use marginalia::export::Format;
use marginalia::project::{
    AttributeField, CaseField, Holder, NewSource, NewValue, OutputField, PersonField, Project,
};
use proptest::prelude::*;

use super::content;

/// Words that stand nowhere else.
fn token() -> impl Strategy<Value = String> {
    "Q[a-z]{24}Z"
}

/// What is private in a small study.
#[derive(Debug, Clone)]
struct Secrets {
    real_name: String,
    post: String,
    note: String,
    site: String,
    profile: String,
    exact: String,
    speaker: String,
    source: String,
    comment: String,
    why: String,
}

impl Secrets {
    fn all(&self) -> [&str; 10] {
        [
            &self.real_name,
            &self.post,
            &self.note,
            &self.site,
            &self.profile,
            &self.exact,
            &self.speaker,
            &self.source,
            &self.comment,
            &self.why,
        ]
    }
}

fn secrets() -> impl Strategy<Value = Secrets> {
    prop::collection::vec(token(), 10).prop_map(|words| {
        let [real_name, post, note, site, profile, exact, speaker, source, comment, why] =
            words.try_into().expect("ten");
        Secrets { real_name, post, note, site, profile, exact, speaker, source, comment, why }
    })
}

/// A study whose register holds secrets, with an output of three extracts: one whose speaker only the texts name by a secret.
fn study(secrets: &Secrets, folder: &std::path::Path) -> Project {
    let mut project = Project::create(&folder.join("a.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let text = format!(
        "INT: Why?\n{}: There was no time.\nINT: Who?\n{}: Nobody knew.\n",
        secrets.speaker, secrets.speaker
    );
    let notes = "They meet.\n\nNobody speaks.\n".to_owned();
    let plain = |name: String, kind, text: String| {
        NewSource::new(name, kind, text, "UTF-8".to_owned(), Vec::new())
    };
    let sources = [
        plain(format!("Interview {}", secrets.source), SourceKind::Interview, text.clone()),
        plain(format!("Notes {} M7", secrets.source), SourceKind::Fieldnote, notes.clone()),
    ];
    project.add_sources(&sources).expect("sources");
    let snapshot = project.snapshot().clone();
    let ids: Vec<_> = snapshot.sources.iter().map(|info| info.id).collect();
    let case = project.add_case("Site 3").expect("a case");
    project
        .change_cases(&[
            (case, CaseField::RealName(Private::new(&*secrets.site))),
            (case, CaseField::Profile(Private::new(&*secrets.profile))),
        ])
        .expect("a case");
    let person = project.add_person("GP ID 161").expect("a person");
    project
        .change_people(&[
            (person, PersonField::RealName(Private::new(&*secrets.real_name))),
            (person, PersonField::Post(Private::new(&*secrets.post))),
            (person, PersonField::Note(Private::new(&*secrets.note))),
            (person, PersonField::Case(Some(case))),
        ])
        .expect("a person");
    let size = project.add_attribute(Subject::Case, "Patients", &[]).expect("an attribute");
    project.change_attribute(size, &AttributeField::Note(secrets.note.clone())).expect("a note");
    let holder = Holder::Case(case);
    let (value, public) = (secrets.exact.clone(), Some("many".to_owned()));
    let value = NewValue { holder, attribute: size, since: None, value, public };
    project.set_values(&[value]).expect("a value");
    project.set_case(&ids, "Site 3").expect("a case");
    project.set_people(&ids[..1], &["GP ID 161".to_owned()]).expect("a person");
    let said = |words: &str| {
        let at = text.find(words).expect("the words") as u32;
        Span { start: at, end: at + words.len() as u32 }
    };
    let whole = Span { start: 0, end: text.len() as u32 - 1 };
    let spans = [
        (ids[0], said("There was no time.")),
        (ids[0], whole),
        (ids[1], Span { start: 0, end: 10 }),
    ];
    let output = project.add_output("Chapter 3", "Report").expect("an output");
    for (source, span) in spans {
        let quotation = project.code(source, span, &[]).expect("a quotation").quotation;
        project.comment_quotation(quotation, &secrets.comment).expect("a comment");
        let made = project.add_extracts(output, &[(quotation, None)], false).expect("extracts");
        let why = marginalia::project::ExtractField::Why(secrets.why.clone());
        project.change_extracts(vec![(made[0], why)]).expect("why");
    }
    project
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_private_leaves_in_a_file_for_everybody(
        secrets in secrets(),
        arrangement in prop::sample::select(&Arrangement::ALL[..]),
        with_codes: bool,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut project = study(&secrets, folder.path());
        let id = project.snapshot().outputs[0].id;
        let settings =
            OutputSettings { arrangement, with_codes, context: 15, ..OutputSettings::default() };
        project.change_output(id, vec![OutputField::Settings(settings)]).expect("settings");
        for style in HouseStyle::shipped() {
            if style.audience == Audience::Team {
                continue;
            }
            let fields = vec![OutputField::Style(style.name.clone())];
            project.change_output(id, fields).expect("a style");
            let output = project.snapshot().output(id).expect("the output").clone();
            for format in Format::ALL {
                let (bytes, printed) =
                    project.export_output(&output, format, Audience::Public).expect("a file");
                prop_assert_eq!(printed.count(), 3);
                let content = content(&bytes);
                for secret in secrets.all() {
                    prop_assert!(!content.contains(secret), "{format:?} in {}", style.name);
                }
                let (bytes, _) =
                    project.export_output(&output, format, Audience::Team).expect("a file");
                prop_assert!(super::content(&bytes).contains(&secrets.source));
            }
        }
    }
}

//! The record of a study for its methods appendix, taken from the project and its history.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr as _;
use std::sync::Arc;

use super::reports::printed_day;
use super::{Project, ProjectError, Snapshot, today};
use crate::analysis::identifiers::{Terms, scan};
use crate::analysis::methods::{
    self, Appendix, Checklist, Coded, FindingsRecord, MemosOfKind, MemosRecord, OutputRecord,
    PrintingRecord, ProcessingRecord, SoftwareRecord, StudyRecord, SummariesRecord, count_one,
    most_first,
};
use crate::analysis::release::{name_forms, site_forms};
use crate::analysis::respondents;
use crate::domain::house_style::{HouseStyle, Numbering};
use crate::domain::{
    CoderId, Item, ItemKind, ItemState, MemoStatus, Output, QuotationId, StandsFor, SummaryState,
    Target, Term, TermKind,
};
use crate::text::clean::Rule;
use crate::text::{ChangeSet, Edit, Text};

impl Project {
    /// What checklists for reports ask of a study, answered from this project.
    pub fn methods_appendix(&mut self, checklists: &[Checklist]) -> Result<Appendix, ProjectError> {
        Ok(methods::appendix(&self.study_record()?, checklists))
    }

    /// The record of how this study was done. Nothing private is in it: of people and cases only numbers and public values, of
    /// sources only their kinds; where the team's own words hold what is private, the public word stands in its place.
    pub fn study_record(&mut self) -> Result<StudyRecord, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let terms = self.private_terms()?;
        let printed = |words: &str| public(words, &terms);
        let day = |at: &str| printed_day(at).unwrap_or_default();
        let study: Vec<Coded<'_>> = snapshot
            .sources
            .iter()
            .filter_map(|info| snapshot.codings(info.id).map(|on| (info, &**on)))
            .collect();
        let found = respondents(&snapshot.people, &snapshot.sources, false);
        Ok(StudyRecord {
            made: today(),
            software: self.software_record()?,
            sources: methods::sources(&study),
            people: methods::people(&snapshot.people, &snapshot.sources),
            respondents: found.types,
            characteristics: methods::spread(
                &snapshot.people,
                &snapshot.cases,
                &snapshot.attributes,
            ),
            cases: methods::cases(&snapshot.cases, &snapshot.sources),
            meetings: methods::meetings(&snapshot.meetings, &printed),
            coding: methods::coding(&snapshot.coders, &study, &snapshot.reads, &day),
            framework: methods::framework(
                &snapshot.codes,
                &snapshot.counts,
                &study,
                &day,
                &printed,
            ),
            changes: self.framework_changes(&printed)?,
            saturation: methods::new_codes(&study, &day),
            memos: memos(&snapshot, &printed),
            summaries: summaries(&snapshot),
            findings: findings(&snapshot),
            outputs: self.output_records(&printed)?,
            printings: printings(&snapshot, &printed),
            quotations_printed: {
                let all = snapshot.printings.iter().flat_map(|printing| &printing.quotations);
                all.collect::<HashSet<&QuotationId>>().len()
            },
            processing: self.processing_record(&study)?,
        })
    }

    /// The words that must not be printed, with what stands for each: terms of the list, real names of people and sites and the
    /// parts that tell them, posts that one person holds, and names of cases, sources and files that are no ordinary word.
    pub(super) fn private_terms(&self) -> Result<Terms, ProjectError> {
        /// A single word may be one that people use for other things too.
        fn tells(name: &str) -> bool {
            name.split_whitespace().count() > 1 || name.chars().any(|c| c.is_ascii_digit())
        }
        let snapshot = &self.snapshot;
        let term = |private: &str, public: &str, kind| {
            let private = private.trim().to_owned();
            Term { private, public: Some(public.to_owned()), kind }
        };
        let mut all: Vec<Term> = self.terms()?.into_iter().map(|(_, term)| term).collect();
        // What people are printed as is no secret, though somebody may be called so.
        let roles: HashSet<String> = snapshot
            .people
            .iter()
            .flat_map(|person| [&person.role, &person.fine_role, &person.qualifier])
            .map(|words| words.trim().to_lowercase())
            .collect();
        let is_role = |words: &str| roles.contains(&words.trim().to_lowercase());
        for person in snapshot.people.iter() {
            let forms = name_forms(&person.real_name).into_iter();
            let forms = forms.filter(|form| !is_role(form));
            all.extend(forms.map(|form| term(&form, "a person", TermKind::Name)));
        }
        let mut holders: HashMap<&str, usize> = HashMap::new();
        for post in snapshot.people.iter().map(|person| person.post.trim()) {
            *holders.entry(post).or_default() += 1;
        }
        let posts = holders.into_iter().filter(|&(post, held)| held == 1 && tells(post));
        let mut posts: Vec<&str> = posts.map(|(post, _)| post).collect();
        posts.retain(|post| !is_role(post));
        posts.sort_unstable();
        all.extend(posts.into_iter().map(|post| term(post, "a post", TermKind::Other)));
        for case in snapshot.cases.iter() {
            let own = [case.name.as_str()].into_iter().filter(|name| tells(name));
            let forms = own.map(str::to_owned).chain(site_forms(&case.real_name));
            all.extend(forms.map(|form| term(&form, "a site", TermKind::Organisation)));
        }
        let sources = snapshot.sources.iter().flat_map(|info| {
            let file = info.file_name.as_str();
            [info.name.as_str(), file.rsplit_once('.').map_or(file, |(stem, _)| stem)]
        });
        let sources = sources.filter(|name| tells(name));
        all.extend(sources.map(|name| term(name, "a source", TermKind::Other)));
        Ok(Terms::new(&all))
    }

    fn software_record(&self) -> Result<SoftwareRecord, ProjectError> {
        let snapshot = &self.snapshot;
        let rows = self.store.read();
        let day = |at: Option<String>| at.and_then(|at| printed_day(&at)).unwrap_or_default();
        let last = rows.steps(None, 1)?.pop().map(|step| step.at);
        let first = rows.step_kinds(0)?.first().map(|(seq, ..)| *seq);
        let first = first.map(|seq| rows.step(seq)).transpose()?.flatten().map(|step| step.at);
        Ok(SoftwareRecord {
            name: "Marginalia".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            steps: snapshot.seq,
            first_day: day(first),
            last_day: day(last),
            saved_queries: snapshot.saved_queries.len(),
            boards: snapshot.boards.len(),
            quotation_links: snapshot.quotation_links.len(),
        })
    }

    fn output_records(
        &mut self,
        printed: &dyn Fn(&str) -> String,
    ) -> Result<Vec<OutputRecord>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut records = Vec::new();
        for output in snapshot.outputs.iter() {
            records.push(self.output_record(&snapshot, output, printed)?);
        }
        Ok(records)
    }

    fn output_record(
        &mut self,
        snapshot: &Snapshot,
        output: &Output,
        printed: &dyn Fn(&str) -> String,
    ) -> Result<OutputRecord, ProjectError> {
        let style = snapshot.style_of(output);
        let set = match self.set(output) {
            // A style that cannot be used identifies nothing.
            Err(ProjectError::Style(_)) => None,
            set => Some(set?),
        };
        let set = set.map_or_else(Vec::new, |set| set.extracts);
        let shown: Vec<_> = set.iter().filter(|one| !snapshot.is_withdrawn(one)).collect();
        let people: HashSet<_> = shown.iter().flat_map(|one| &one.people).collect();
        let cases: HashSet<_> = shown.iter().filter_map(|one| one.case).collect();
        let sources: HashSet<_> = shown.iter().map(|one| one.source).collect();
        let ids: HashSet<_> = shown.iter().map(|one| one.extract).collect();
        let stands = |what: StandsFor| {
            let mut of = output.extracts.iter().filter(|one| ids.contains(&one.id));
            let count = of.by_ref().filter(|one| one.stands_for == Some(what)).count();
            (count > 0).then(|| (what.word().to_owned(), count))
        };
        let is_identified = |label: &crate::analysis::labels::ExtractLabel| {
            label.missing.is_empty() && !label.text.is_empty()
        };
        Ok(OutputRecord {
            name: printed(&output.name),
            style: printed(&style.name),
            templates: templates(&style),
            numbers: match style.numbers {
                Numbering::Kept => "those of the project",
                Numbering::Renumbered => "given anew, from 1 in each series",
                Numbering::Shuffled => "given anew, in an order that tells nothing",
            }
            .to_owned(),
            extracts: shown.len(),
            identified: shown.iter().filter(|one| is_identified(&one.label)).count(),
            people: people.len(),
            cases: cases.len(),
            sources: sources.len(),
            stands_for: StandsFor::ALL.into_iter().filter_map(stands).collect(),
        })
    }

    fn processing_record(&self, study: &[Coded<'_>]) -> Result<ProcessingRecord, ProjectError> {
        let mut cleaned: BTreeMap<Rule, (usize, usize)> = BTreeMap::new();
        let mut record = ProcessingRecord { faults: self.check()?.len(), ..Default::default() };
        let mut edits: HashSet<i64> = HashSet::new();
        for (info, on) in study {
            for (word, places) in &info.cleaned {
                if let Ok(rule) = Rule::from_str(word) {
                    let (sources, of_rule) = cleaned.entry(rule).or_default();
                    *sources += 1;
                    *of_rule += places;
                }
            }
            record.doubtful += usize::from(!info.doubts.is_empty());
            record.turns += on.turns.iter().filter(|turn| turn.speaker.is_some()).count();
            let versions = self.store.read().versions(info.id)?;
            record.edited += usize::from(!versions.is_empty());
            edits.extend(versions.iter().map(|version| version.seq));
        }
        record.edits = edits.len();
        record.cleaned = cleaned
            .into_iter()
            .map(|(rule, (sources, places))| (rule.title().to_owned(), sources, places))
            .collect();
        record.private_terms =
            self.terms()?.iter().filter(|(_, term)| term.public.is_some()).count();
        Ok(record)
    }
}

/// What labels say, by kind of source, as a house style writes it.
fn templates(style: &HouseStyle) -> Vec<String> {
    let [open, close] = style.brackets.signs();
    let said = style.extracts.iter().map(|one| {
        let of = match one.kinds.as_slice() {
            [] => "Others".to_owned(),
            kinds => crate::text::capital(&kinds.join(", ")),
        };
        format!("{of}: {open}{}{close}", one.template)
    });
    said.collect()
}

/// Words of the team with the public words in the place of private ones.
pub(super) fn public(words: &str, terms: &Terms) -> String {
    let text = Text::new(words);
    let edits = scan(&text, terms)
        .into_iter()
        .map(|finding| Edit { span: finding.span, with: finding.replacement });
    // Findings never overlap; were it otherwise, nothing is printed rather than something private.
    ChangeSet::new(edits).map(|changes| changes.apply(&text)).unwrap_or_default()
}

fn name_of(snapshot: &Snapshot, coder: CoderId) -> String {
    snapshot.coder(coder).map(|coder| coder.name.clone()).unwrap_or_default()
}

fn by_coder(snapshot: &Snapshot, coders: impl Iterator<Item = CoderId>) -> Vec<(String, usize)> {
    let mut times = Vec::new();
    coders.for_each(|coder| count_one(&mut times, &name_of(snapshot, coder)));
    most_first(times)
}

fn memos(snapshot: &Snapshot, printed: &dyn Fn(&str) -> String) -> MemosRecord {
    let mut kinds: Vec<MemosOfKind> = Vec::new();
    for memo in snapshot.memos.iter() {
        let kind = printed(&memo.kind);
        let place = kinds.iter().position(|of| of.kind == kind).unwrap_or_else(|| {
            kinds.push(MemosOfKind { kind, ..MemosOfKind::default() });
            kinds.len() - 1
        });
        *match memo.status {
            MemoStatus::Open => &mut kinds[place].open,
            MemoStatus::Agreed => &mut kinds[place].agreed,
            MemoStatus::Dropped => &mut kinds[place].dropped,
        } += 1;
    }
    kinds.sort_by_cached_key(|of| (std::cmp::Reverse(of.total()), of.kind.clone()));
    MemosRecord {
        kinds,
        writers: by_coder(snapshot, snapshot.memos.iter().map(|memo| memo.coder)),
        comments: snapshot.memos.iter().map(|memo| memo.comments.len()).sum(),
    }
}

fn summaries(snapshot: &Snapshot) -> SummariesRecord {
    let of = |state| snapshot.summaries.values().filter(move |summary| summary.state == state);
    let rests = |mentions: &[crate::domain::Mention]| {
        mentions.iter().any(|mention| matches!(mention.target, Target::Quote(_)))
    };
    let written = || of(SummaryState::Written);
    SummariesRecord {
        matrices: snapshot.matrices.len(),
        written: written().count(),
        nothing: of(SummaryState::Nothing).count(),
        not_asked: of(SummaryState::NotAsked).count(),
        resting: written().filter(|summary| rests(&summary.mentions)).count(),
        writers: by_coder(snapshot, written().map(|summary| summary.coder)),
    }
}

fn findings(snapshot: &Snapshot) -> FindingsRecord {
    let found: Vec<(&Output, &Item)> = snapshot
        .outputs
        .iter()
        .flat_map(|output| output.items.iter().map(move |item| (output, item)))
        .filter(|(_, item)| item.kind == ItemKind::Finding)
        .collect();
    let states = ItemState::ALL.into_iter().map(|state| {
        let count = found.iter().filter(|(_, item)| item.state == state).count();
        (state.word().to_owned(), count)
    });
    let searches = || found.iter().flat_map(|(_, item)| &item.counter_searches);
    let searched = found.iter().filter(|(_, item)| !item.counter_searches.is_empty()).count();
    let has_against = |(output, item): &&(&Output, &Item)| {
        output.extracts.iter().any(|extract| {
            extract.item == Some(item.id) && extract.stands_for == Some(StandsFor::Against)
        })
    };
    let last = searches().map(|search| search.at.as_str()).max();
    FindingsRecord {
        states: states.filter(|(_, count)| *count > 0).collect(),
        searched,
        not_searched: found.len() - searched,
        searchers: by_coder(snapshot, searches().map(|search| search.coder)),
        last_search: last.and_then(printed_day).unwrap_or_default(),
        with_against: found.iter().filter(has_against).count(),
    }
}

fn printings(snapshot: &Snapshot, printed: &dyn Fn(&str) -> String) -> Vec<PrintingRecord> {
    let earliest_first = snapshot.printings.iter().rev();
    earliest_first
        .map(|printing| PrintingRecord {
            day: printed_day(&printing.at).unwrap_or_default(),
            name: printed(&printing.name),
            format: printing.format.clone(),
            style: printed(&printing.style),
            is_private: printing.is_private,
            quotations: printing.quotations.len(),
        })
        .collect()
}

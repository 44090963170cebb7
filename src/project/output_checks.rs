//! What the checks find in an output, and how balanced it is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::output_report::columns;
use super::{Project, ProjectError, SetExtract, SetOutput, Snapshot};
use crate::analysis::balance::{
    Balance, Dimension, QuotedExtract, RichSource, Sample, Use, balance, over_and_under, swaps,
    unused_sources,
};
use crate::analysis::labels::{Labels, Missing, Numbering, PublicField};
use crate::analysis::release::{
    Finding, Prose, Release, ReleaseSettings, ReleasedExtract, Shown, check,
};
use crate::domain::{
    Acceptance, ExtractId, Output, PersonId, QuotationId, SourceId, Span, Subject, Term,
};
use crate::export::Context;

/// An output with what was found in it.
#[derive(Debug, Clone, Default)]
pub struct CheckedOutput {
    /// As it will be printed.
    pub set: SetOutput,
    /// What was found, what can never go out first.
    pub findings: Vec<FoundInOutput>,
}

/// Something that was found in an output.
#[derive(Debug, Clone)]
pub struct FoundInOutput {
    /// What was found. The keys of its extracts are their places in [`SetOutput::extracts`].
    pub finding: Finding,
    /// Why it may stay, where somebody has accepted it.
    pub accepted: Option<Acceptance>,
}

impl CheckedOutput {
    /// How many findings nobody has accepted. Those of extracts that are never exported do not hold an export up.
    pub fn open(&self) -> usize {
        let is_open =
            |found: &&FoundInOutput| found.accepted.is_none() && found.finding.can_be_accepted();
        self.findings.iter().filter(is_open).count()
    }
}

/// How balanced an output is.
#[derive(Debug, Clone)]
pub struct OutputBalance {
    /// By role, person, case, kind and round.
    pub by: Vec<Balance>,
    /// Who is quoted more than the sample would have it, and who less.
    pub over: Vec<Use>,
    /// See [`Self::over`].
    pub under: Vec<Use>,
    /// Sources with many quotations on the themes of the output, and no extract in it.
    pub unused: Vec<RichSource>,
}

/// A quotation that may take the place of an extract.
#[derive(Debug, Clone)]
pub struct SwapOffer {
    /// The quotation.
    pub quotation: QuotationId,
    /// Where it stands.
    pub source: SourceId,
    /// See [`Self::source`].
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Its label.
    pub label: String,
    /// By how much the output comes nearer to the sample.
    pub gain: f64,
}

/// Most quotations that are offered for a swap.
const OFFERED: usize = 20;
/// Most candidates that are weighed for a swap.
const WEIGHED: usize = 400;

impl Project {
    /// Looks through an output for what must not go out. `has_columns` where public attributes stand beside the extracts, as in
    /// tables.
    ///
    /// # Errors
    /// When its style cannot be used.
    pub fn check_output(
        &mut self,
        output: &Output,
        has_columns: bool,
    ) -> Result<CheckedOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let set = self.set(output)?;
        let terms: Vec<Term> = self.terms()?.into_iter().map(|(_, term)| term).collect();
        let labels = set.labels()?;
        let mut contexts = Vec::new();
        for one in &set.extracts {
            contexts.push(self.context(output, (&set, &labels), one)?.unwrap_or_default());
        }
        let found = snapshot.found(output, &set, &terms, &contexts, has_columns);
        let accepted = |finding: &Finding| {
            output.accepted.iter().find(|one| one.finding == finding.key).cloned()
        };
        let findings = found
            .into_iter()
            .map(|finding| FoundInOutput { accepted: accepted(&finding), finding })
            .collect();
        Ok(CheckedOutput { set, findings })
    }

    /// Counts who is quoted in an output as it will be printed, beside who was interviewed and met. What is never printed counts
    /// nobody.
    ///
    /// # Errors
    /// When a text cannot be read.
    pub fn balance_output(
        &mut self,
        output: &Output,
        set: &SetOutput,
    ) -> Result<OutputBalance, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut set = set.clone();
        set.extracts.retain(|one| snapshot.is_printed(output, one));
        let voices = self.voices_of(&set)?;
        let extracts = quoted(&set, &voices);
        let sample = snapshot.sample();
        let codes: HashSet<_> = set.extracts.iter().filter_map(|one| one.code).collect();
        let mut rich: HashMap<SourceId, usize> = HashMap::new();
        for (source, quotation) in snapshot.quotations() {
            if quotation.codings.iter().any(|coding| codes.contains(&coding.code)) {
                *rich.entry(source).or_default() += 1;
            }
        }
        let rich: Vec<(SourceId, usize)> = rich.into_iter().collect();
        let (over, under) = over_and_under(&sample, &extracts);
        Ok(OutputBalance {
            by: Dimension::ALL.iter().map(|&by| balance(&sample, &extracts, by)).collect(),
            over,
            under,
            unused: unused_sources(&extracts, &rich),
        })
    }

    /// The quotations on the theme of an extract that stand in no extract of its output and would bring it nearer to the sample, the
    /// best first.
    ///
    /// # Errors
    /// When its style cannot be used.
    pub fn swaps_for(
        &mut self,
        output: &Output,
        extract: ExtractId,
    ) -> Result<Vec<SwapOffer>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let set = self.set(output)?;
        let Some(at) = set.extracts.iter().position(|one| one.extract == extract) else {
            return Ok(Vec::new());
        };
        let Some(code) = set.extracts[at].code else { return Ok(Vec::new()) };
        let used: HashSet<QuotationId> = output.extracts.iter().map(|one| one.quotation).collect();
        let mut chosen: Vec<(QuotationId, _)> = snapshot
            .quotations()
            .filter(|(_, quotation)| {
                let is_on = quotation.codings.iter().any(|coding| coding.code == code);
                is_on && !quotation.span.is_empty() && !used.contains(&quotation.id)
            })
            .map(|(_, quotation)| (quotation.id, Some(code)))
            .collect();
        chosen.sort_unstable_by_key(|(id, _)| *id);
        chosen.truncate(WEIGHED);
        let others =
            self.passing_output(&output.name, &output.style, output.settings.clone(), &chosen);
        let mut candidates = self.set(&others)?;
        candidates.extracts.retain(|one| !snapshot.is_withdrawn(one));
        let (voices, of_candidates) = (self.voices_of(&set)?, self.voices_of(&candidates)?);
        let (extracts, offered) = (quoted(&set, &voices), quoted(&candidates, &of_candidates));
        let found = swaps(&snapshot.sample(), &extracts, at, &offered, &Dimension::ALL);
        let offer = |swap: &crate::analysis::balance::Swap| {
            let one = candidates.extracts.get(swap.candidate)?;
            Some(SwapOffer {
                quotation: one.quotation,
                source: one.source,
                span: one.span,
                words: one.plain_words(),
                label: one.plain_label(&set.style),
                gain: swap.gain,
            })
        };
        Ok(found.iter().take(OFFERED).filter_map(offer).collect())
    }

    /// Who speaks how many words in each extract.
    fn voices_of(&mut self, set: &SetOutput) -> Result<Vec<Vec<(PersonId, u32)>>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut all = Vec::with_capacity(set.extracts.len());
        for one in &set.extracts {
            let text = self.text(one.source)?;
            let words = |span| text.slice(span).split_whitespace().count() as u32;
            let mut counts: Vec<(PersonId, u32)> = one.people.iter().map(|&id| (id, 0)).collect();
            let turns = snapshot.codings(one.source).map_or(&[][..], |on| &on.turns);
            let mut told = 0;
            for turn in turns {
                let said = Span {
                    start: turn.span.start.saturating_add(turn.marker).min(turn.span.end),
                    end: turn.span.end,
                };
                let (Some(speaker), Some(said)) =
                    (turn.speaker.as_ref(), said.intersection(one.span))
                else {
                    continue;
                };
                let person = snapshot.register().person_called(speaker).map(|person| person.id);
                if let Some(count) = counts.iter_mut().find(|(id, _)| Some(*id) == person) {
                    let said = words(said);
                    count.1 += said;
                    told += said;
                }
            }
            // Of a source whose turns name nobody, all is theirs whom it is of.
            if told == 0
                && let Some(first) = counts.first_mut()
            {
                first.1 = words(one.span);
            }
            all.push(counts);
        }
        Ok(all)
    }
}

impl Snapshot {
    fn sample(&self) -> Sample<'_> {
        Sample { people: &self.people, cases: &self.cases, sources: &self.sources }
    }

    fn found(
        &self,
        output: &Output,
        set: &SetOutput,
        terms: &[Term],
        contexts: &[Context],
        has_columns: bool,
    ) -> Vec<Finding> {
        let style = &set.style;
        let words: Vec<(String, String, Vec<Missing>)> = set
            .extracts
            .iter()
            .map(|one| {
                let mut missing = one.label.missing.clone();
                if one.tags_lack {
                    missing.push(Missing::Field("speaker’s tag".to_owned()));
                }
                (one.plain_words(), one.plain_label(style), missing)
            })
            .collect();
        let extracts: Vec<ReleasedExtract<'_>> = set
            .extracts
            .iter()
            .zip(&words)
            .enumerate()
            .map(|(at, (one, (words, label, missing)))| ReleasedExtract {
                key: at as u32,
                quotation: one.quotation,
                source: one.source,
                case: one.case,
                words,
                label,
                people: &one.people,
                missing,
            })
            .collect();
        // Extracts are checked in the order they were put in; a heading stands before the first of those below it.
        let arranged = self.arranged(output, set);
        let mut prose = vec![Prose { before: 0, words: &output.name, level: 1 }];
        // What holds nothing itself stands before what follows.
        let mut next = set.extracts.len();
        let mut places: Vec<usize> = Vec::with_capacity(arranged.len());
        for section in arranged.iter().rev() {
            next = section.holds.first().copied().unwrap_or(next);
            places.push(next);
        }
        for (section, before) in arranged.iter().zip(places.into_iter().rev()) {
            let heading = section.path.last().map(|name| {
                let level = (section.path.len() + 1).min(6) as u8;
                Prose { before, words: name, level }
            });
            let text = (!section.text.is_empty()).then_some(Prose {
                before,
                words: &section.text,
                level: 0,
            });
            prose.extend(heading.into_iter().chain(text));
        }
        for (at, context) in contexts.iter().enumerate() {
            let around = [(at, &context.before), (at + 1, &context.after)];
            prose.extend(around.map(|(before, words)| Prose { before, words, level: 0 }));
        }
        prose.sort_by_key(|one| one.before);
        let numbers = (style.numbers != Numbering::Kept).then(|| {
            let printed = self.people.iter().filter_map(|person| {
                let number = person.number.as_ref()?;
                Some((person.id, set.numbers.value(number)?))
            });
            printed.collect::<HashMap<PersonId, u32>>()
        });
        let settings = ReleaseSettings {
            smallest_cell: output.settings.smallest_group,
            most_per_person: output.settings.most_of_one,
            distance: output.settings.words_apart,
            allows_cases: style.allows_cases,
            shown: self.shown(set, has_columns),
            ..ReleaseSettings::default()
        };
        check(&Release {
            extracts: &extracts,
            prose: &prose,
            people: &self.people,
            cases: &self.cases,
            meetings: &self.meetings,
            attributes: &self.attributes,
            sources: &self.sources,
            terms,
            numbers: numbers.as_ref(),
            settings: &settings,
        })
    }

    /// What an output prints of people.
    fn shown(&self, set: &SetOutput, has_columns: bool) -> Shown {
        let labels: Result<Labels<PublicField>, _> = set.style.labels();
        let fields: Vec<PublicField> =
            labels.iter().flat_map(|labels| labels.fields()).cloned().collect();
        let has = |field: &PublicField| fields.contains(field);
        let roles = [PublicField::Role, PublicField::CoarseRole, PublicField::FineRole];
        let grain = if has(&PublicField::FineRole) {
            crate::analysis::labels::Grain::Fine
        } else {
            set.style.grain
        };
        let columns = if has_columns { columns(set) } else { Default::default() };
        let is_shown = |name: &str, is_of_person: bool| {
            let named = fields.iter().any(|field| match field {
                PublicField::PersonAttribute(one) => is_of_person && one.eq_ignore_ascii_case(name),
                PublicField::Attribute(one) => !is_of_person && one.eq_ignore_ascii_case(name),
                _ => false,
            });
            named || columns.contains(name)
        };
        let attributes = self
            .attributes
            .iter()
            .filter(|attribute| is_shown(&attribute.name, attribute.subject == Subject::Person));
        Shown {
            role: roles.iter().any(has).then_some(grain),
            qualifier: has(&PublicField::Qualifier),
            attributes: attributes.map(|attribute| attribute.id).collect(),
            case: set.style.allows_cases && has(&PublicField::Case),
            round: has(&PublicField::Round) || has(&PublicField::Year),
        }
    }
}

fn quoted<'v>(set: &SetOutput, voices: &'v [Vec<(PersonId, u32)>]) -> Vec<QuotedExtract<'v>> {
    let pairs = set.extracts.iter().zip(voices);
    pairs
        .map(|(one, people): (&SetExtract, _)| QuotedExtract {
            quotation: one.quotation,
            source: one.source,
            people,
        })
        .collect()
}

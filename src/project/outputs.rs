//! An output as it will be printed: every extract with its words trimmed, its speakers tagged and its label made.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{Project, ProjectError, Snapshot};
use crate::analysis::labels::{
    ExtractLabel, HouseStyle, Labels, NumberKey, Printed, PublicFacts, PublicField, Register,
    SpeakerTag, Voice, plain_text,
};
use crate::analysis::matching::tagged;
use crate::analysis::query::{AskedCodings, Query};
use crate::domain::{
    BracketClass, CaseId, CodeId, Coding, Extract, ExtractId, Number, Output, OutputId,
    OutputSettings, PersonId, QuotationId, SourceCodings, SourceId, SourceInfo, SourceKind, Span,
    Trims,
};
use crate::export::PrintedQuote;
use crate::text::{Text, brackets};

use crate::text::turns::is_interviewer;

/// An output as it will be printed.
#[derive(Debug, Clone, Default)]
pub struct SetOutput {
    /// The house style.
    pub style: HouseStyle,
    /// From the numbers of the project to those in print.
    pub numbers: NumberKey,
    /// The extracts in their order. Those whose quotation has lost its words are left out and counted.
    pub extracts: Vec<SetExtract>,
    /// How many extracts stand on quotations that have lost their words.
    pub without_words: usize,
}

/// An extract as it will be printed.
#[derive(Debug, Clone)]
pub struct SetExtract {
    /// Its key.
    pub extract: ExtractId,
    /// Its quotation.
    pub quotation: QuotationId,
    /// The source it is from.
    pub source: SourceId,
    /// Where the quotation stands in it.
    pub span: Span,
    /// The theme it is to show.
    pub code: Option<CodeId>,
    /// The case of its source.
    pub case: Option<CaseId>,
    /// The people of the register whose words stand in it.
    pub people: Vec<PersonId>,
    /// Its words, trimmed, with the tags of speakers.
    pub words: Vec<Printed>,
    /// What its label says.
    pub label: ExtractLabel,
    /// What the tags of its speakers lack.
    pub tags_lack: bool,
    /// Words and label, set.
    pub pieces: Vec<Printed>,
    /// Why its trims cannot stand, as a sentence; it is printed untrimmed then.
    pub problem: Option<String>,
    /// What a label may say of it.
    pub facts: PublicFacts,
}

impl SetOutput {
    /// The templates of its style, read.
    pub(super) fn labels(&self) -> Result<Labels<PublicField>, ProjectError> {
        self.style.labels().map_err(|error| ProjectError::Style(error.to_string()))
    }
}

impl SetExtract {
    /// Its words as they are printed, without its label.
    pub fn plain_words(&self) -> String {
        plain_text(&self.words)
    }

    /// Its label as it is printed, with its brackets.
    pub fn plain_label(&self, style: &HouseStyle) -> String {
        plain_text(&style.label_pieces(&self.label))
    }
}

/// An extract before its label is made.
struct Gathered<'s> {
    trims: &'s Trims,
    info: &'s SourceInfo,
    on: &'s SourceCodings,
    span: Span,
    people: Vec<PersonId>,
    facts: PublicFacts,
    tags: Vec<(Span, Tagged)>,
}

/// What stands for the marker of a turn.
enum Tagged {
    /// These words, as a transcript has them.
    As(&'static str),
    /// The tag of somebody.
    Somebody(Box<PublicFacts>),
}

impl Snapshot {
    /// The house style of an output; that of the program where its own is gone.
    pub fn style_of(&self, output: &Output) -> HouseStyle {
        self.house_style(&output.style).unwrap_or_else(HouseStyle::report)
    }
}

impl Project {
    /// An output as it will be printed.
    ///
    /// # Errors
    /// When the output is gone or its style cannot be used.
    pub fn set_output(&mut self, id: OutputId) -> Result<SetOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        self.set(snapshot.output(id).ok_or(ProjectError::Gone("This output"))?)
    }

    /// As [`Self::set_output`], in a style that is being made.
    pub fn set_output_in(
        &mut self,
        id: OutputId,
        style: HouseStyle,
    ) -> Result<SetOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let output = snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
        self.set_extracts(&snapshot, output, style)
    }

    /// As [`Self::set_output`], for one that need not be kept in the project.
    pub fn set(&mut self, output: &Output) -> Result<SetOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        self.set_extracts(&snapshot, output, snapshot.style_of(output))
    }

    /// The quotations that answer a question, each with the theme it answers with.
    ///
    /// # Errors
    /// When the project's file, or the words for searching, cannot be read.
    pub fn chosen_by(
        &mut self,
        query: &Query,
    ) -> Result<Vec<(QuotationId, Option<CodeId>)>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let asked = snapshot.asked_codings(&query.holds);
        let mut seen = HashSet::new();
        let answers = self.ask(query)?;
        let quotations =
            answers.iter().filter_map(|answer| Some((answer.source, answer.quotation?)));
        let new = quotations.filter(|(_, id)| seen.insert(*id));
        Ok(new.map(|(source, id)| (id, snapshot.theme_of(source, id, Some(&asked)))).collect())
    }

    /// Quotations as an output in this style would print them: untrimmed, in this order. None of it is kept.
    ///
    /// # Errors
    /// When the style cannot be used.
    pub fn set_quotations_in(
        &mut self,
        quotations: &[QuotationId],
        style: HouseStyle,
    ) -> Result<SetOutput, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let chosen: Vec<(QuotationId, Option<CodeId>)> =
            quotations.iter().map(|&id| (id, None)).collect();
        let output = self.passing_output("", &style.name, OutputSettings::default(), &chosen);
        self.set_extracts(&snapshot, &output, style)
    }

    /// Quotations as an output that is kept nowhere.
    pub fn passing_output(
        &self,
        name: &str,
        style: &str,
        settings: OutputSettings,
        chosen: &[(QuotationId, Option<CodeId>)],
    ) -> Output {
        let extracts = chosen.iter().map(|&(quotation, code)| Extract {
            item: None,
            id: ExtractId::new(quotation.uuid()),
            quotation,
            code,
            trims: Trims::default(),
            is_doubtful: false,
            stands_for: None,
            why: String::new(),
            note: String::new(),
        });
        Output {
            items: Vec::new(),
            // Numbers that are shuffled stay as they are from one look to the next.
            id: OutputId::new(self.snapshot.project.uuid()),
            name: name.to_owned(),
            style: style.to_owned(),
            settings,
            numbers: NumberKey::default(),
            extracts: extracts.collect(),
            accepted: Vec::new(),
        }
    }

    fn set_extracts(
        &mut self,
        snapshot: &Snapshot,
        output: &Output,
        style: HouseStyle,
    ) -> Result<SetOutput, ProjectError> {
        let labels: Labels<PublicField> =
            style.labels().map_err(|error| ProjectError::Style(error.to_string()))?;
        let places = snapshot.places_of(output);
        let mut without_words = 0;
        let mut gathered: Vec<(&Extract, Gathered<'_>)> = Vec::with_capacity(output.extracts.len());
        for extract in &output.extracts {
            let place = places.get(&extract.quotation).and_then(|&(source, span)| {
                Some((snapshot.source(source)?, &**snapshot.codings(source)?, span))
            });
            let Some((info, on, span)) = place else {
                without_words += 1;
                continue;
            };
            let mut found = snapshot.gather(info, on, span, &extract.trims);
            found.facts.note = Some(extract.note.clone()).filter(|note| !note.is_empty());
            gathered.push((extract, found));
        }
        let numbers = NumberKey::new(
            style.numbers,
            gathered.iter().flat_map(|(_, one)| one.numbers()),
            seed(output.id),
            &output.numbers,
        );
        let mut slots: Vec<Option<SetExtract>> = Vec::new();
        slots.resize_with(gathered.len(), || None);
        // By source, so that each text is read once.
        let mut order: Vec<usize> = (0..gathered.len()).collect();
        order.sort_by_key(|&at| gathered[at].1.info.id);
        for at in order {
            let (extract, one) = &gathered[at];
            let text = self.text(one.info.id)?;
            slots[at] = Some(one.set(extract, snapshot.register(), &labels, &numbers, &text));
        }
        let extracts = slots.into_iter().flatten().collect();
        Ok(SetOutput { style, numbers, extracts, without_words })
    }
}

impl Snapshot {
    /// The theme of a quotation: the first of its codes that were asked for, else the first of all.
    pub fn theme_of(
        &self,
        source: SourceId,
        quotation: QuotationId,
        asked: Option<&AskedCodings>,
    ) -> Option<CodeId> {
        let codings = &self.codings(source)?.quotation(quotation)?.codings;
        let is_asked = |coding: &&Coding| asked.is_some_and(|asked| asked.holds(coding));
        let found = codings.iter().find(is_asked).or_else(|| codings.first());
        found.map(|coding| coding.code)
    }

    /// At most so many quotations to look at a house style with: one of each kind of source, then another of each, and so on.
    /// Those of one kind come from as many sources as there are; of each source those of middling length come first.
    pub fn quotations_of_each_kind(&self, most: usize) -> Vec<QuotationId> {
        /// Code points of an extract of middling length: some 70 words.
        const MIDDLING: u32 = 400;
        type Ranked = (usize, usize, QuotationId);
        let mut by_kind: BTreeMap<(SourceKind, String), Vec<Ranked>> = BTreeMap::new();
        for (place, info) in self.sources.iter().enumerate() {
            let Some(on) = self.codings(info.id) else { continue };
            let mut own: Vec<(u32, QuotationId)> = on
                .quotations
                .iter()
                .filter(|quotation| !quotation.span.is_empty())
                .map(|quotation| (quotation.span.len().abs_diff(MIDDLING), quotation.id))
                .collect();
            own.sort_unstable();
            let ranked = own.into_iter().take(most).enumerate();
            let ranked = ranked.map(|(rank, (_, id))| (rank, place, id));
            let kind = (info.kind, info.form.trim().to_lowercase());
            by_kind.entry(kind).or_default().extend(ranked);
        }
        let mut kinds: Vec<_> = by_kind.into_values().collect();
        kinds.iter_mut().for_each(|ranked| ranked.sort_unstable());
        let rounds = (0..most).flat_map(|round| kinds.iter().filter_map(move |all| all.get(round)));
        rounds.map(|&(_, _, id)| id).take(most).collect()
    }

    /// Where the quotations of an output stand.
    fn places_of(&self, output: &Output) -> HashMap<QuotationId, (SourceId, Span)> {
        let wanted: HashSet<QuotationId> =
            output.extracts.iter().map(|extract| extract.quotation).collect();
        let all = self
            .quotations()
            .filter(|(_, quotation)| wanted.contains(&quotation.id) && !quotation.span.is_empty());
        all.map(|(source, quotation)| (quotation.id, (source, quotation.span))).collect()
    }

    fn gather<'s>(
        &'s self,
        info: &'s SourceInfo,
        on: &'s SourceCodings,
        span: Span,
        trims: &'s Trims,
    ) -> Gathered<'s> {
        let register = self.register();
        let voices = register.voices(info, on, span);
        let mut facts = register.facts(info, on, span);
        facts.has_emphasis = !trims.emphasis.is_empty();
        let people = voices.iter().filter_map(|voice| match voice {
            Voice::Person(person) => Some(person.id),
            Voice::Named(_) => None,
        });
        let is_talk = !matches!(info.kind, SourceKind::Fieldnote | SourceKind::Document);
        let first = on.turns.partition_point(|turn| turn.span.end <= span.start);
        let within = on.turns[first..].iter().take_while(|turn| turn.span.start < span.end);
        let tags = within.filter_map(|turn| {
            let speaker = turn.speaker.as_ref().filter(|_| turn.marker > 0)?;
            let marker =
                Span { start: turn.span.start, end: turn.span.start.saturating_add(turn.marker) };
            if !marker.overlaps(span) {
                return None;
            }
            // Transcripts of talk between two are printed with Q and A.
            let tagged = match (is_interviewer(speaker), is_talk && voices.len() < 2) {
                (true, _) => Tagged::As("Q:"),
                (false, true) => Tagged::As("A:"),
                (false, false) => {
                    let person = register.person_called(speaker);
                    let voice = person.map_or(Voice::Named(speaker), Voice::Person);
                    Tagged::Somebody(Box::new(register.facts_of(info, &[voice])))
                }
            };
            Some((marker, tagged))
        });
        let (people, tags) = (people.collect(), tags.collect());
        Gathered { trims, info, on, span, people, facts, tags }
    }

    /// The words of a span as they may be printed, with their label, in the house style of labels outside of outputs. What may
    /// stand beside them is left to be filled in.
    pub fn printed_quote(
        &self,
        info: &SourceInfo,
        on: &SourceCodings,
        span: Span,
        text: &Text,
    ) -> PrintedQuote {
        let trims = Trims::default();
        let one = self.gather(info, on, span, &trims);
        let (label, tags, _) = one.labelled(self.labels(), &NumberKey::default());
        let style = self.labels().style();
        let words = style.words(text, span, &trims, &tags).unwrap_or_default();
        // Tables keep the words as they stand in the text.
        PrintedQuote { words: text.slice(span).to_owned(), ..printed(style, info, &words, &label) }
    }
}

impl Snapshot {
    /// The words of a span with the tags of a house style for whoever speaks; empty where nothing can be set.
    pub(super) fn set_words(
        &self,
        (info, on, span): (&SourceInfo, &SourceCodings, Span),
        text: &Text,
        labels: &Labels<PublicField>,
        numbers: &NumberKey,
    ) -> String {
        if span.is_empty() {
            return String::new();
        }
        let trims = Trims::default();
        let (_, tags, _) = self.gather(info, on, span, &trims).labelled(labels, numbers);
        labels
            .style()
            .words(text, span, &trims, &tags)
            .map_or(String::new(), |words| plain_text(&words))
    }
}

/// What is printed, and may be read from tables, of words with their label.
pub(super) fn printed(
    style: &HouseStyle,
    info: &SourceInfo,
    words: &[Printed],
    label: &ExtractLabel,
) -> PrintedQuote {
    PrintedQuote {
        pieces: style.set(words, label),
        words: plain_text(words),
        label: plain_text(&style.label_pieces(label)),
        kind: info.kind,
        context: None,
        codes: Vec::new(),
        values: Vec::new(),
        private: None,
    }
}

impl Gathered<'_> {
    /// The numbers in its label and its tags, in the order in which they may be printed.
    fn numbers(&self) -> impl Iterator<Item = &Number> {
        let of_tags = self.tags.iter().filter_map(|(_, tagged)| match tagged {
            Tagged::Somebody(facts) => Some(&**facts),
            Tagged::As(_) => None,
        });
        of_tags.chain([&self.facts]).flat_map(|facts| {
            let people = facts.people.iter().filter_map(|person| person.number.as_ref());
            people.chain(facts.meeting.as_ref().and_then(|meeting| meeting.number.as_ref()))
        })
    }

    /// Its label, the tags of its speakers, and whether a tag lacks something.
    fn labelled(
        &self,
        labels: &Labels<PublicField>,
        numbers: &NumberKey,
    ) -> (ExtractLabel, Vec<SpeakerTag>, bool) {
        let mut lacks = false;
        let tags = self.tags.iter().map(|(span, tagged)| {
            let text = match tagged {
                Tagged::As(words) => (*words).to_owned(),
                Tagged::Somebody(facts) => {
                    let tag = labels.tag((&**facts).into(), numbers);
                    lacks |= !tag.missing.is_empty();
                    tag.text
                }
            };
            SpeakerTag { span: *span, text }
        });
        let tags = tags.collect();
        let mut label = labels.label((&self.facts).into(), numbers);
        if let Some(words) = labels.stand_in(&self.facts, &label) {
            label.text = words;
        }
        (label, tags, lacks)
    }

    /// The people of the register who speak in it or are tagged in its words: notes name them in square brackets.
    fn people_in(&self, register: &Register, text: &Text) -> Vec<PersonId> {
        let mut people = self.people.clone();
        if matches!(self.info.kind, SourceKind::Fieldnote | SourceKind::Document) {
            let words = Text::new(text.slice(self.span).to_owned());
            let persons = brackets(&words).into_iter();
            let persons = persons.filter(|bracket| bracket.class == BracketClass::Person);
            for name in persons.flat_map(|bracket| tagged(words.slice(bracket.span))) {
                let id = register.person_called(&name).map(|person| person.id);
                people.extend(id.filter(|id| !people.contains(id)));
            }
        }
        people
    }

    fn set(
        &self,
        extract: &Extract,
        register: &Register,
        labels: &Labels<PublicField>,
        numbers: &NumberKey,
        text: &Text,
    ) -> SetExtract {
        let (label, tags, tags_lack) = self.labelled(labels, numbers);
        let style = labels.style();
        let (words, problem) = match style.words(text, self.span, self.trims, &tags) {
            Ok(words) => (words, None),
            Err(error) => {
                let whole = style.words(text, self.span, &Trims::default(), &tags);
                (whole.unwrap_or_default(), Some(error.to_string()))
            }
        };
        SetExtract {
            extract: extract.id,
            quotation: extract.quotation,
            source: self.on.source,
            span: self.span,
            code: extract.code,
            case: self.info.case,
            people: self.people_in(register, text),
            pieces: style.set(&words, &label),
            words,
            label,
            tags_lack,
            problem,
            facts: self.facts.clone(),
        }
    }
}

/// What shuffles the numbers of an output: the random part of its key.
fn seed(output: OutputId) -> u64 {
    output.uuid().as_u64_pair().1
}

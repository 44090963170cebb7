//! Passages to be gone through one at a time: answers to a question, turns of a speaker, hits of a search, quotations.
//!
//! A queue holds places; what each passage bears is asked of the codings as they stand, so that what was undone or done
//! elsewhere is never counted wrongly.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{
    AnswerState, CodeId, CoderId, Markup, MarkupKind, Quotation, QuotationId, SourceCodings,
    SourceId, SourceInfo, Span, Speaker, Turn,
};
use crate::text::Text;

/// A passage that waits to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueuedPassage {
    /// The source it stands on.
    pub source: SourceId,
    /// Its place there when the queue was made.
    pub span: Span,
    /// The quotation, where the queue is one of quotations; else a quotation is made of the span when it is coded.
    pub quotation: Option<QuotationId>,
}

/// How much around a place that was found is one passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PassageReach {
    /// The sentence.
    #[default]
    Sentence,
    /// The paragraph.
    Paragraph,
    /// The whole turn; the paragraph where nobody is known to speak.
    Turn,
}

impl QueuedPassage {
    /// A span that is no quotation yet.
    pub fn of_span(source: SourceId, span: Span) -> Self {
        Self { source, span, quotation: None }
    }

    /// The quotation that the passage is, if it is one by now: by its key, or else that of exactly this span.
    pub fn quotation_on<'a>(&self, on: &'a SourceCodings) -> Option<&'a Quotation> {
        if let Some(quotation) = self.quotation.and_then(|id| on.quotation(id)) {
            return Some(quotation);
        }
        let first = on.quotations.partition_point(|other| other.span.start < self.span.start);
        let same_start =
            on.quotations[first..].iter().take_while(|other| other.span.start == self.span.start);
        same_start.into_iter().find(|other| other.span == self.span)
    }

    /// The codes on the passage, each once, in the order they were applied; with a coder, only theirs.
    pub fn codes_on(&self, on: &SourceCodings, coder: Option<CoderId>) -> Vec<CodeId> {
        let mut codes = Vec::new();
        let codings = self.quotation_on(on).map_or(&[][..], |quotation| &quotation.codings);
        for coding in codings.iter().filter(|coding| coder.is_none_or(|who| coding.coder == who)) {
            if !codes.contains(&coding.code) {
                codes.push(coding.code);
            }
        }
        codes
    }
}

/// The questions that have answers, in the order they are first met, with how many answers were given to each.
pub fn questions(marked: &[(SourceId, Markup)]) -> Vec<(Arc<str>, usize)> {
    let mut places: HashMap<&Arc<str>, usize> = HashMap::new();
    let mut all: Vec<(Arc<str>, usize)> = Vec::new();
    for (_, mark) in marked {
        let MarkupKind::Answer { question, state } = &mark.kind else { continue };
        let at = *places.entry(question).or_insert_with(|| {
            all.push((Arc::clone(question), 0));
            all.len() - 1
        });
        all[at].1 += usize::from(*state == AnswerState::Given);
    }
    all
}

/// The answers that were given to a question, by source in the order of `sources`.
pub fn answers_to(
    question: &str,
    marked: &[(SourceId, Markup)],
    sources: &[SourceInfo],
) -> Vec<QueuedPassage> {
    let is_given = |mark: &Markup| {
        matches!(&mark.kind, MarkupKind::Answer { question: asked, state: AnswerState::Given }
            if **asked == *question)
    };
    let answers = marked.iter().filter(|(_, mark)| is_given(mark) && !mark.span.is_empty());
    in_order(answers.map(|(source, mark)| QueuedPassage::of_span(*source, mark.span)), sources)
}

/// The speakers of a study by name, with how many turns each has that hold words.
pub fn speakers_with_turns<'a>(
    codings: impl Iterator<Item = &'a SourceCodings>,
) -> Vec<(Speaker, usize)> {
    let mut counts: HashMap<Speaker, usize> = HashMap::new();
    for turn in codings.flat_map(|on| on.turns.iter()) {
        if let (Some(speaker), Some(_)) = (&turn.speaker, words_of(turn)) {
            *counts.entry(Arc::clone(speaker)).or_default() += 1;
        }
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_cached_key(|(name, _)| (crate::text::natural_key(name), Arc::clone(name)));
    all
}

/// The turns of a speaker without their markers, by source in the order of `sources`.
pub fn turns_of<'a>(
    speaker: &str,
    codings: impl Iterator<Item = &'a SourceCodings>,
    sources: &[SourceInfo],
) -> Vec<QueuedPassage> {
    let turns = codings.flat_map(|on| on.turns.iter().map(move |turn| (on.source, turn)));
    let theirs = turns.filter(|(_, turn)| turn.speaker.as_deref() == Some(speaker));
    let words = theirs.filter_map(|(source, turn)| Some((source, words_of(turn)?)));
    in_order(words.map(|(source, span)| QueuedPassage::of_span(source, span)), sources)
}

/// The quotations that bear a code, by source and place. One that has lost its words is left out: there is nothing to read.
pub fn quotations_with<'a>(
    code: CodeId,
    codings: impl Iterator<Item = &'a SourceCodings>,
    sources: &[SourceInfo],
) -> Vec<QueuedPassage> {
    let all =
        codings.flat_map(|on| on.quotations.iter().map(move |quotation| (on.source, quotation)));
    let bears = |quotation: &Quotation| quotation.codings.iter().any(|coding| coding.code == code);
    let with = all.filter(|(_, quotation)| bears(quotation) && !quotation.span.is_empty());
    let queued = with.map(|(source, quotation)| QueuedPassage {
        source,
        span: quotation.span,
        quotation: Some(quotation.id),
    });
    in_order(queued, sources)
}

/// The passage around a place in a text: its sentence, paragraph or turn, without blanks at its ends and without the
/// marker of the turn. None where nothing but blanks is left.
pub fn passage_around(
    text: &Text,
    turns: &[Turn],
    place: Span,
    reach: PassageReach,
) -> Option<Span> {
    let paragraph = || text.paragraphs()[text.paragraph_at(place.start)].span;
    let after = turns.partition_point(|turn| turn.span.start <= place.start);
    let turn = turns[..after].last().filter(|turn| turn.span.holds(place.start));
    let wide = match (reach, turn) {
        (PassageReach::Sentence, _) => {
            let (first, last) =
                (text.sentence_at(place.start), text.sentence_at(place.end.max(1) - 1));
            Span { start: first.start, end: last.end.max(first.end) }
        }
        (PassageReach::Turn, Some(turn)) => turn.span,
        (PassageReach::Paragraph, _) | (PassageReach::Turn, None) => paragraph(),
    };
    let start = turn.map_or(wide.start, |turn| wide.start.max(turn.span.start + turn.marker));
    // What was found in a marker itself stands for what follows it.
    let end =
        if start >= wide.end { turn.map_or(wide.end, |turn| turn.span.end) } else { wide.end };
    trimmed(text, Span { start: start.min(end), end })
}

/// Sorts passages by source, in the order of `sources`, and place; each once.
pub fn in_order(
    passages: impl Iterator<Item = QueuedPassage>,
    sources: &[SourceInfo],
) -> Vec<QueuedPassage> {
    let places: HashMap<SourceId, usize> =
        sources.iter().enumerate().map(|(at, info)| (info.id, at)).collect();
    let mut all: Vec<QueuedPassage> =
        passages.filter(|passage| places.contains_key(&passage.source)).collect();
    all.sort_by_key(|passage| (places.get(&passage.source).copied(), *passage));
    all.dedup();
    all
}

/// What is said in a turn; none where only its marker stands.
fn words_of(turn: &Turn) -> Option<Span> {
    let span = Span { start: turn.span.start.saturating_add(turn.marker), end: turn.span.end };
    (span.start < span.end).then_some(span)
}

/// A span without blanks at its ends.
fn trimmed(text: &Text, span: Span) -> Option<Span> {
    let words = text.slice(span);
    let blanks = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(|letter| letter.is_whitespace()).count() as u32
    };
    let (before, after) = (blanks(&mut words.chars()), blanks(&mut words.chars().rev()));
    (before < span.len()).then(|| Span { start: span.start + before, end: span.end - after })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Coding, CodingId};
    use crate::text::turns::recognise;

    const TALK: &str = "INT: How was it?\nGP ID 161: We were told. Nobody asked us.\nIt was late.\n\n\
                        INT: And then?\nGP ID 161: Nobody knows.\n";

    fn source(n: u128) -> SourceId {
        SourceId::new(Uuid::from_u128(n))
    }

    fn info(n: u128) -> SourceInfo {
        SourceInfo::new(source(n), format!("Source {n}"), crate::domain::SourceKind::Survey)
    }

    fn talk() -> (Text, SourceCodings) {
        let text = Text::new(TALK);
        let turns = recognise(&text).into();
        (text, SourceCodings { source: source(1), turns, quotations: Vec::new() })
    }

    fn answer(
        n: u128,
        start: u32,
        end: u32,
        question: &str,
        state: AnswerState,
    ) -> (SourceId, Markup) {
        let kind = MarkupKind::Answer { question: question.into(), state };
        (source(n), Markup { span: Span { start, end }, kind })
    }

    #[test]
    fn given_answers_stand_in_the_order_of_the_sources() {
        use AnswerState::{Given, NotAsked, Skipped};
        let marked = [
            answer(1, 5, 9, "Who?", Given),
            answer(1, 12, 12, "Why?", Skipped),
            answer(2, 5, 7, "Who?", Given),
            answer(3, 5, 5, "Who?", NotAsked),
        ];
        let counts: Vec<_> =
            questions(&marked).into_iter().map(|(q, n)| (q.to_string(), n)).collect();
        assert_eq!(counts, [("Who?".to_owned(), 2), ("Why?".to_owned(), 0)]);
        let sources = [info(2), info(1), info(3)];
        let queue = answers_to("Who?", &marked, &sources);
        assert_eq!(queue.iter().map(|p| p.source).collect::<Vec<_>>(), [source(2), source(1)]);
        assert_eq!(answers_to("Why?", &marked, &sources), []);
    }

    #[test]
    fn turns_are_taken_without_their_markers() {
        let (text, on) = talk();
        let said: Vec<&str> = turns_of("GP ID 161", [&on].into_iter(), &[info(1)])
            .iter()
            .map(|passage| text.slice(passage.span))
            .collect();
        assert_eq!(said, ["We were told. Nobody asked us.\nIt was late.", "Nobody knows."]);
        let counts = speakers_with_turns([&on].into_iter());
        let counts: Vec<_> = counts.iter().map(|(name, count)| (&**name, *count)).collect();
        assert_eq!(counts, [("GP ID 161", 2), ("INT", 2)]);
    }

    #[test]
    fn a_place_widens_to_its_sentence_paragraph_or_turn() {
        let (text, on) = talk();
        let around = |words: &str, reach| {
            let byte = TALK.find(words).unwrap_or_default();
            let place = text.span_of(byte..byte + words.len());
            passage_around(&text, &on.turns, place, reach).map(|span| text.slice(span))
        };
        use PassageReach::{Paragraph, Sentence, Turn};
        assert_eq!(around("Nobody asked", Sentence), Some("Nobody asked us."));
        assert_eq!(around("told", Sentence), Some("We were told."));
        assert_eq!(around("told", Paragraph), Some("We were told. Nobody asked us."));
        assert_eq!(around("late", Turn), Some("We were told. Nobody asked us.\nIt was late."));
        // Over two sentences, and in the marker itself.
        assert_eq!(around("told. Nobody", Sentence), Some("We were told. Nobody asked us."));
        assert_eq!(around("INT: And", Paragraph), Some("And then?"));
        let notes = Text::new("One here.\n\nTwo there.");
        let place = Span { start: 11, end: 14 };
        let span = passage_around(&notes, &[], place, Turn);
        assert_eq!(span.map(|span| notes.slice(span)), Some("Two there."));
    }

    #[test]
    fn a_passage_bears_what_stands_on_exactly_its_span() {
        let id = |n| Uuid::from_u128(n);
        let coding = |n, code, coder| Coding {
            id: CodingId::new(id(n)),
            code: CodeId::new(id(code)),
            coder: CoderId::new(id(coder)),
            comment: String::new(),
            at: Arc::from(""),
        };
        let quotation = |n, start, end, codings| Quotation {
            id: QuotationId::new(id(n)),
            span: Span { start, end },
            comment: String::new(),
            was: None,
            codings,
            flags: Vec::new(),
        };
        let quotations = vec![
            quotation(1, 3, 20, vec![coding(1, 7, 1)]),
            quotation(2, 3, 9, vec![coding(2, 8, 1), coding(3, 8, 2), coding(4, 9, 2)]),
        ];
        let on = SourceCodings { source: source(1), turns: Arc::from([]), quotations };
        let passage = QueuedPassage::of_span(source(1), Span { start: 3, end: 9 });
        let (eight, nine) = (CodeId::new(id(8)), CodeId::new(id(9)));
        assert_eq!(passage.codes_on(&on, None), [eight, nine]);
        assert_eq!(passage.codes_on(&on, Some(CoderId::new(id(1)))), [eight]);
        let other = QueuedPassage::of_span(source(1), Span { start: 3, end: 10 });
        assert_eq!(other.codes_on(&on, None), []);
        let split = quotations_with(eight, [&on].into_iter(), &[info(1)]);
        assert_eq!(split.len(), 1);
        assert_eq!(split[0].quotation, Some(QuotationId::new(id(2))));
    }
}

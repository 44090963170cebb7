//! What is new since a time: sources, codings, codes, memos, summaries and findings, by the person who made or changed them.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::Serialize;
use uuid::Uuid;

use super::{Project, ProjectError, Snapshot};
use crate::analysis::links::{Names as _, plain};
use crate::domain::{
    CoderId, Coding, ItemId, ItemKind, MemoCommentId, OutputId, PartialDate, QuotationId, Target,
};
use crate::store::{Step, Touched};

/// What is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// Since when, RFC 3339 in UTC; the beginning where it is empty.
    pub since: String,
    /// The step up to which everything is known.
    pub step: i64,
    /// By whom, by name; those who did nothing are left out.
    pub by: Vec<NewsBy>,
}

/// What one person made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsBy {
    /// Who; none where that was not known.
    pub coder: Option<CoderId>,
    /// Their name.
    pub name: String,
    /// What they did, by kind; kinds without anything are left out.
    pub parts: Vec<NewsPart>,
}

/// What is new of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsPart {
    /// Of which kind.
    pub of: NewsOf,
    /// How much there is in all: for codings how many, for other kinds how many items.
    pub count: usize,
    /// What it is, the latest first.
    pub items: Vec<NewsItem>,
}

/// The kinds of what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NewsOf {
    /// Sources that were brought in.
    Sources,
    /// Sources whose texts were changed.
    Texts,
    /// Codings, by source.
    Codings,
    /// Codes that were made.
    Codes,
    /// Codes whose definitions, names or places were changed.
    Definitions,
    /// Memos that were written or changed.
    Memos,
    /// Memos that were answered.
    Comments,
    /// Cells of the matrix that were written or changed.
    Summaries,
    /// Findings that were put down or changed.
    Findings,
}

impl NewsOf {
    /// The words for one of it, and for several.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Sources => ("source brought in", "sources brought in"),
            Self::Texts => ("text changed", "texts changed"),
            Self::Codings => ("coding", "codings"),
            Self::Codes => ("code made", "codes made"),
            Self::Definitions => ("code changed", "codes changed"),
            Self::Memos => ("memo written", "memos written"),
            Self::Comments => ("memo answered", "memos answered"),
            Self::Summaries => ("summary written", "summaries written"),
            Self::Findings => ("finding written", "findings written"),
        }
    }
}

/// One thing that is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsItem {
    /// What it leads to; for codings the first of them in their source.
    pub to: NewsTarget,
    /// What it is called; for codings the source's name.
    pub name: String,
    /// How many codings; 1 for everything else.
    pub count: usize,
    /// When it was last made or changed, RFC 3339 in UTC.
    pub at: String,
}

/// What something new leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum NewsTarget {
    /// An object.
    Object(Target),
    /// A finding of an output.
    Finding {
        /// The output it stands in.
        output: OutputId,
        /// The finding.
        item: ItemId,
    },
}

impl Project {
    /// What was made or changed since a time and is still there, by everybody who codes. `since` is `last` for the last time the
    /// person who codes now said they had looked; `today`, `yesterday` or `a week ago`; a day of the week, which is the last such
    /// day before today; a day or a month, from its beginning where this computer stands; or what [`Self::step_of`] takes
    /// besides. Steps that were taken back, and their undoing, are not told. Fails when `since` is none of these.
    pub fn news(&self, since: &str) -> Result<News, ProjectError> {
        let since = since.trim();
        let moment = match since {
            "" | "last" | "last time" => Some(self.snapshot.looked.to_string()),
            _ => since_day(since, &Zoned::now()).map(|moment| format!("{moment:.3}")),
        };
        let (since, step) = match moment {
            Some(moment) if moment.is_empty() => (moment, 0),
            Some(moment) => {
                let step = self.store.read().step_before(&moment)?;
                (moment, step)
            }
            None => {
                let unknown = |error| match error {
                    ProjectError::UnknownPoint(words) => ProjectError::UnknownSince(words),
                    other => other,
                };
                let step = self.step_of(since).map_err(unknown)?;
                (self.store.read().step(step)?.map(|step| step.at).unwrap_or_default(), step)
            }
        };
        let rows = self.store.read();
        let (steps, touched) = (rows.steps_after(step)?, rows.touched_after(step)?);
        let by = Gathering::new(&self.snapshot).gather(&steps, &touched);
        Ok(News { since, step: self.snapshot.seq, by })
    }
}

/// The beginning of a day that is written as people say it.
fn since_day(words: &str, now: &Zoned) -> Option<Timestamp> {
    let start = |day: Date| {
        let first = day.to_datetime(Time::midnight());
        Some(first.to_zoned(now.time_zone().clone()).ok()?.timestamp())
    };
    let (lower, today) = (words.to_lowercase(), now.date());
    let before = |days: i64| start(today.checked_sub(days.days()).ok()?);
    match lower.as_str() {
        "today" => return before(0),
        "yesterday" => return before(1),
        "week" | "a week" | "a week ago" | "last week" => return before(7),
        _ => {}
    }
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let is_day = |name: &str| lower.chars().count() >= 2 && name.starts_with(&lower);
    if let Some((_, day)) = DAYS.into_iter().find(|(name, _)| is_day(name)) {
        let ago = i64::from((today.weekday().since(day) + 6) % 7 + 1);
        return before(ago);
    }
    let date: PartialDate = words.parse().ok()?;
    let part = |part: u8| i8::try_from(part).ok();
    let month = part(date.month()?)?;
    let day = part(date.day().unwrap_or(1))?;
    start(Date::new(i16::try_from(date.year()).ok()?, month, day).ok()?)
}

/// The steps among some that still stand and tell something: those that were taken back, and those that took one of them back
/// or brought it again, are left out.
fn standing(steps: &[Step]) -> HashSet<i64> {
    let among: HashSet<i64> = steps.iter().map(|step| step.seq).collect();
    let mut taken_back: HashSet<i64> = HashSet::new();
    let mut standing = HashSet::new();
    // The latest is never taken back; what it undoes is, unless it was itself.
    for step in steps.iter().rev() {
        let stands = !taken_back.contains(&step.seq);
        match step.undoes.filter(|undoes| among.contains(undoes)) {
            Some(undoes) if stands => drop(taken_back.insert(undoes)),
            Some(_) => {}
            None if stands => drop(standing.insert(step.seq)),
            None => {}
        }
    }
    standing
}

/// What is found, by person, kind and thing: how often and when last.
type Found = BTreeMap<(Option<CoderId>, NewsOf, NewsTarget), (usize, String)>;

/// Puts together what touched rows were.
struct Gathering<'a> {
    snapshot: &'a Snapshot,
    /// Where each coding that is there stands, and whose it is.
    codings: HashMap<Uuid, (QuotationId, CoderId)>,
    comments: HashMap<MemoCommentId, Target>,
    findings: HashMap<Uuid, NewsTarget>,
}

impl<'a> Gathering<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let codings = snapshot.quotations().flat_map(|(_, quotation)| {
            let of = |coding: &Coding| (coding.id.uuid(), (quotation.id, coding.coder));
            quotation.codings.iter().map(of)
        });
        let comments = snapshot.memos.iter().flat_map(|memo| {
            memo.comments.iter().map(|comment| (comment.id, Target::Memo(memo.id)))
        });
        let findings = snapshot.outputs.iter().flat_map(|output| {
            let findings = output.items.iter().filter(|item| item.kind == ItemKind::Finding);
            findings.map(|item| {
                (item.id.uuid(), NewsTarget::Finding { output: output.id, item: item.id })
            })
        });
        Self {
            snapshot,
            codings: codings.collect(),
            comments: comments.collect(),
            findings: findings.collect(),
        }
    }

    fn gather(&self, steps: &[Step], touched: &[Touched]) -> Vec<NewsBy> {
        let standing = standing(steps);
        let steps: HashMap<i64, &Step> =
            steps.iter().filter(|s| standing.contains(&s.seq)).map(|s| (s.seq, s)).collect();
        let mut found = Found::new();
        let mut codings: HashMap<(Option<CoderId>, Uuid), &str> = HashMap::new();
        for row in touched {
            let Some(step) = steps.get(&row.step) else { continue };
            let is_made = row.columns.is_empty();
            // What comes back with a step that was taken back is not new.
            if is_made && step.undoes.is_some() {
                continue;
            }
            let coder = self.who(row).or(step.coder);
            if row.table == "coding" {
                // Codes that merge take codings along that are nobody's doing.
                if is_made {
                    codings.insert((coder, row.row), &step.at);
                }
            } else if let Some((of, to)) = self.told(row) {
                let known = found.entry((coder, of, to)).or_insert((1, String::new()));
                known.1.clone_from(&step.at);
            }
        }
        self.codings(codings, &mut found);
        // What somebody made in that time is not told again as changed by them.
        let made: HashSet<_> = found.keys().copied().collect();
        found.retain(|(coder, of, to), _| {
            let made_as = match of {
                NewsOf::Texts => NewsOf::Sources,
                NewsOf::Definitions => NewsOf::Codes,
                _ => return true,
            };
            !made.contains(&(*coder, made_as, *to))
        });
        self.by(found)
    }

    /// Whose something new is: what a colleague coded and wrote may be brought in by somebody else.
    fn who(&self, row: &Touched) -> Option<CoderId> {
        if !row.columns.is_empty() {
            return None;
        }
        match row.table.as_str() {
            "coding" => self.codings.get(&row.row).map(|(_, coder)| *coder),
            "memo" => self.snapshot.memo(row.row.into()).map(|memo| memo.coder),
            _ => None,
        }
    }

    /// What a touched row was, as far as it is there and worth telling.
    fn told(&self, row: &Touched) -> Option<(NewsOf, NewsTarget)> {
        // Links that lead to what took the place of something say what they said.
        let texts = row.texts.as_ref();
        let is_same = texts.is_some_and(|(before, after)| plain(before) == plain(after));
        let changed = |columns: &[&str]| {
            let mut changed = row.columns.iter().filter(|one| !is_same || *one != "text");
            changed.any(|one| columns.contains(&&**one))
        };
        let is_new = row.columns.is_empty();
        let object = |of: NewsOf, target: Target| Some((of, NewsTarget::Object(target)));
        match row.table.as_str() {
            "source" => {
                let id = row.row.into();
                self.snapshot.source(id)?;
                match is_new {
                    true => object(NewsOf::Sources, Target::Source(id)),
                    false if changed(&["sha256"]) => object(NewsOf::Texts, Target::Source(id)),
                    false => None,
                }
            }
            "code" => {
                const SAID: [&str; 7] =
                    ["name", "definition", "include", "exclude", "question", "parent", "archived"];
                let id = row.row.into();
                self.snapshot.codes.get(id)?;
                match is_new {
                    true => object(NewsOf::Codes, Target::Code(id)),
                    false if changed(&SAID) => object(NewsOf::Definitions, Target::Code(id)),
                    false => None,
                }
            }
            "memo" if is_new || changed(&["title", "text", "status"]) => {
                let id = row.row.into();
                self.snapshot.memo(id)?;
                object(NewsOf::Memos, Target::Memo(id))
            }
            "memo_comment" if is_new || changed(&["text"]) => {
                object(NewsOf::Comments, *self.comments.get(&MemoCommentId::new(row.row))?)
            }
            "summary" if is_new || changed(&["text", "state"]) => {
                let id = row.row.into();
                self.snapshot.summary_of(id)?;
                object(NewsOf::Summaries, Target::Summary(id))
            }
            "item" if is_new || changed(&["title", "text", "state"]) => {
                Some((NewsOf::Findings, *self.findings.get(&row.row)?))
            }
            _ => None,
        }
    }

    /// Codings by source: how many, and the first of them.
    fn codings(&self, made: HashMap<(Option<CoderId>, Uuid), &str>, found: &mut Found) {
        let mut on: HashMap<(Option<CoderId>, QuotationId), (usize, &str)> = HashMap::new();
        for ((coder, coding), at) in made {
            let Some(&(quotation, _)) = self.codings.get(&coding) else { continue };
            let (count, latest) = on.entry((coder, quotation)).or_insert((0, ""));
            *count += 1;
            *latest = at.max(*latest);
        }
        let coders: HashSet<Option<CoderId>> = on.keys().map(|(coder, _)| *coder).collect();
        for source in self.snapshot.sources.iter().filter_map(|info| self.snapshot.codings(info.id))
        {
            for &coder in &coders {
                let all = source
                    .quotations
                    .iter()
                    .filter_map(|quotation| Some((quotation.id, *on.get(&(coder, quotation.id))?)));
                let mut first = None;
                let mut told = (0, "");
                for (quotation, (count, at)) in all {
                    first.get_or_insert(quotation);
                    told = (told.0 + count, at.max(told.1));
                }
                if let Some(first) = first {
                    let to = NewsTarget::Object(Target::Quote(first));
                    found.insert((coder, NewsOf::Codings, to), (told.0, told.1.to_owned()));
                }
            }
        }
    }

    fn by(&self, found: Found) -> Vec<NewsBy> {
        let mut by: Vec<NewsBy> = Vec::new();
        for ((coder, of, to), (count, at)) in found {
            if by.last().is_none_or(|last| last.coder != coder) {
                let name = coder.and_then(|id| self.snapshot.coder(id)).map(|one| one.name.clone());
                let name = name.unwrap_or_else(|| "Somebody".to_owned());
                by.push(NewsBy { coder, name, parts: Vec::new() });
            }
            let Some(last) = by.last_mut() else { continue };
            if last.parts.last().is_none_or(|part| part.of != of) {
                last.parts.push(NewsPart { of, count: 0, items: Vec::new() });
            }
            let Some(part) = last.parts.last_mut() else { continue };
            part.count += count;
            part.items.push(NewsItem { to, name: self.name(to), count, at });
        }
        for part in by.iter_mut().flat_map(|by| &mut by.parts) {
            part.items.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.name.cmp(&b.name)));
        }
        by.sort_by_key(|by| by.name.to_lowercase());
        by
    }

    fn name(&self, to: NewsTarget) -> String {
        let snapshot = self.snapshot;
        let name = match to {
            NewsTarget::Object(Target::Quote(id)) => {
                let source = snapshot.quotation(id).and_then(|(source, _)| snapshot.source(source));
                source.map(|info| info.name.clone())
            }
            NewsTarget::Object(Target::Code(id)) => Some(snapshot.codes.path_text(id)),
            NewsTarget::Object(other) => snapshot.name_of(other),
            NewsTarget::Finding { item, .. } => {
                snapshot.item(item).map(|(_, item)| item.title.clone())
            }
        };
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{CodeChange, NewCode, NewMemo};
    use crate::store::StepKind;

    #[test]
    fn a_day_is_said_in_many_ways_and_begins_at_midnight() {
        // A Friday.
        let now: Zoned = "2026-11-27T11:30:00+01:00[Europe/Berlin]".parse().expect("a time");
        let since = |words: &str| since_day(words, &now).map(|moment| moment.to_string());
        assert_eq!(since("today").as_deref(), Some("2026-11-26T23:00:00Z"));
        assert_eq!(since("Yesterday").as_deref(), Some("2026-11-25T23:00:00Z"));
        assert_eq!(since("a week ago").as_deref(), Some("2026-11-19T23:00:00Z"));
        assert_eq!(since("Tuesday").as_deref(), Some("2026-11-23T23:00:00Z"));
        assert_eq!(since("tue"), since("Tuesday"));
        assert_eq!(since("Thursday"), since("yesterday"));
        // On a Friday Friday is the one before.
        assert_eq!(since("Friday"), since("a week ago"));
        assert_eq!(since("Saturday").as_deref(), Some("2026-11-20T23:00:00Z"));
        assert_eq!(since("2026-11-20").as_deref(), Some("2026-11-19T23:00:00Z"));
        assert_eq!(since("2026-11").as_deref(), Some("2026-10-31T23:00:00Z"));
        for wrong in ["", "t", "Tuesdays", "someday", "2026-13-01"] {
            assert_eq!(since(wrong), None, "{wrong}");
        }
    }

    fn told(news: &News) -> Vec<String> {
        let part = |by: &NewsBy, part: &NewsPart| {
            let names: Vec<_> = part.items.iter().map(|item| item.name.clone()).collect();
            format!("{}: {} {:?}, {}", by.name, part.count, part.of, names.join(", "))
        };
        news.by.iter().flat_map(|by| by.parts.iter().map(move |one| part(by, one))).collect()
    }

    #[test]
    fn what_others_did_is_told_once_and_only_what_is_still_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
        project.set_coder("Kim").expect("a coder");
        let source = |name: &str| {
            let text = "We trust them. They come when we call.".to_owned();
            let kind = crate::domain::SourceKind::Document;
            crate::project::NewSource::new(name.into(), kind, text, "UTF-8".into(), vec![])
        };
        project.add_sources(&[source("Minutes")]).expect("a source");
        let new = |name: &str| NewCode { name: name.to_owned(), ..NewCode::default() };
        let trust = project.make_code(&new("Trust")).expect("a code");
        let minutes = project.snapshot().sources[0].id;
        assert_eq!(
            told(&project.news("last").expect("news")),
            ["Kim: 1 Sources, Minutes", "Kim: 1 Codes, Trust"]
        );
        project.look().expect("looked");
        assert_eq!(project.news("").expect("news").by, []);

        project.set_coder("Ana").expect("a coder");
        let span = |start, end| crate::domain::Span { start, end };
        project.code(minutes, span(3, 8), &[trust]).expect("coded");
        let second = project.code(minutes, span(15, 19), &[trust]).expect("coded");
        let change = CodeChange::Definition("Being sure of somebody".to_owned());
        project.change_codes(&[trust], &change).expect("a definition");
        let gone = project.make_code(&new("Slip")).expect("a code");
        project.delete_codes(&[gone]).expect("deleted");
        let call = project.make_code(&new("Call")).expect("a code");
        let change = CodeChange::Definition("Asking to come".to_owned());
        project.change_codes(&[call], &change).expect("a definition");
        let memo = NewMemo { title: "On trust".to_owned(), ..NewMemo::default() };
        project.add_memo(&memo).expect("a memo");
        project.add_memo(&NewMemo { title: "Not this".to_owned(), ..memo }).expect("a memo");
        project.undo().expect("undone");
        project.set_coder("Kim").expect("a coder");
        let news = project.news("last").expect("news");
        assert_eq!(
            told(&news),
            [
                "Ana: 2 Codings, Minutes",
                "Ana: 1 Codes, Call",
                "Ana: 1 Definitions, Trust",
                "Ana: 1 Memos, On trust"
            ]
        );
        // Codings open the first of them in their source.
        let first = project.snapshot().codings(minutes).expect("codings").quotations[0].id;
        let to = NewsTarget::Object(Target::Quote(first));
        assert_eq!(news.by[0].parts[0].items[0].to, to);
        assert_ne!(first, second.quotation);
        assert!(matches!(project.news("someday"), Err(ProjectError::UnknownSince(_))));
        assert_eq!(project.news("today").expect("news").by.len(), 2);

        // What Kim brings in of Ben's is Ben's.
        project.look().expect("looked");
        let row = crate::import::codings_csv::CodingRow {
            line: 1,
            document: "Minutes".to_owned(),
            start: 20,
            end: 24,
            code: "Trust".to_owned(),
            coder: "Ben".to_owned(),
        };
        project.import_codings(&[row]).expect("codings");
        assert_eq!(told(&project.news("last").expect("news")), ["Ben: 1 Codings, Minutes"]);
    }

    #[test]
    fn what_follows_a_merge_or_comes_back_is_not_told_as_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
        project.set_coder("Kim").expect("a coder");
        let kind = crate::domain::SourceKind::Document;
        let text = "We trust them.".to_owned();
        let new =
            crate::project::NewSource::new("Minutes".into(), kind, text, "UTF-8".into(), vec![]);
        project.add_sources(&[new]).expect("a source");
        let [trust, faith, slip] = ["Trust", "Faith", "Slip"].map(|name| {
            let new = NewCode { name: name.to_owned(), ..NewCode::default() };
            project.make_code(&new).expect("a code")
        });
        let minutes = project.snapshot().sources[0].id;
        let span = crate::domain::Span { start: 3, end: 8 };
        project.code(minutes, span, &[faith]).expect("coded");
        let to = crate::domain::LinkTo::Object(Target::Code(faith));
        let text = crate::domain::written_link(to, "Faith");
        let memo = project.add_memo(&NewMemo { text: text.clone(), ..NewMemo::default() });
        project.comment_on_memo(memo.expect("a memo"), &text).expect("a comment");
        let row = crate::domain::MatrixRow::Source(minutes);
        let state = crate::domain::SummaryState::Written;
        let words = crate::project::SummaryWords { row, code: trust, text, state };
        project.write_summaries(&[words]).expect("a summary");
        project.set_coder("Ana").expect("a coder");
        project.delete_codes(&[slip]).expect("deleted");
        project.look().expect("looked");
        project.undo().expect("undone");
        project.merge_codes(&[faith], trust, crate::project::Wording::Own).expect("merged");
        project.note_summary_holds(row, trust).expect("it holds");
        assert_eq!(told(&project.news("last").expect("news")), [] as [String; 0]);
    }

    #[test]
    fn what_was_taken_back_does_not_stand_and_what_was_brought_again_does() {
        let step = |seq: i64, undoes: Option<i64>| Step {
            seq,
            at: String::new(),
            coder: None,
            label: String::new(),
            kind: if undoes.is_some() { StepKind::Undo } else { StepKind::Do },
            undoes,
        };
        let stands = |steps: &[(i64, Option<i64>)]| {
            let steps: Vec<Step> = steps.iter().map(|&(seq, undoes)| step(seq, undoes)).collect();
            let mut stands: Vec<i64> = standing(&steps).into_iter().collect();
            stands.sort_unstable();
            stands
        };
        assert_eq!(stands(&[(1, None), (2, None)]), [1, 2]);
        assert_eq!(stands(&[(1, None), (2, Some(1))]), [] as [i64; 0]);
        assert_eq!(stands(&[(1, None), (2, Some(1)), (3, Some(2))]), [1]);
        // What was done before the time and taken back in it is a change of it.
        assert_eq!(stands(&[(5, Some(1)), (6, None)]), [5, 6]);
        assert_eq!(stands(&[(5, Some(1)), (6, Some(5))]), [] as [i64; 0]);
    }
}

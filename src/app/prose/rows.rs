//! The blocks of a text as rows that can be measured and drawn one by one, each with its words and what they lead to.

use std::ops::Range;

use super::{Face, Leads};
use crate::text::markdown::{Block, Content, Lead, Marker, Run};

/// Bytes after which a long paragraph goes on in another row, so that no row is long to lay out.
const LONG: usize = 4 << 10;
/// Lines of code in one row.
const CODE: usize = 40;

/// A row.
pub(super) struct Row {
    /// How many quotes and how many lists it stands in.
    pub(super) quotes: usize,
    pub(super) lists: usize,
    /// What stands before it.
    pub(super) marker: Option<Marker>,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether it goes on from the row before without room between.
    pub(super) goes_on: bool,
    /// Its words with what they lead to after a step; one for each cell.
    set: Option<(Stamp, Vec<Words>)>,
    /// How high it is on lines of so many points, in words of a size, after a step.
    pub(super) height: Option<(Stamp, f32, f32, f32)>,
}

/// After which step links look so, and the version of that.
pub(super) type Stamp = (i64, u64);

/// What a row is.
pub(super) enum Kind {
    /// Words; a heading has a level.
    Words { level: Option<usize>, runs: Vec<Run> },
    /// Lines as they were typed.
    Code(String),
    /// A line across.
    Rule,
    /// The cells of a table.
    Cells { cells: Vec<Vec<Run>>, is_head: bool, columns: usize },
}

/// Words as they are laid out.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) bold: Vec<Range<usize>>,
    pub(super) italic: Vec<Range<usize>>,
    pub(super) code: Vec<Range<usize>>,
    /// What leads somewhere, in order.
    pub(super) chips: Vec<Chip>,
    /// Where the ink changes.
    pub(super) seams: Vec<usize>,
}

/// Words that lead somewhere.
#[derive(Debug)]
pub(super) struct Chip {
    /// Where they stand, in bytes, and which of them are its name.
    pub(super) bytes: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) lead: Lead,
    /// What it looks like, where it leads to something of the project.
    pub(super) face: Option<Face>,
}

/// The rows of some blocks.
pub(super) fn rows(blocks: Vec<Block>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(blocks.len());
    for Block { quotes, lists, marker, content } in blocks {
        let mut add = |kind, marker, goes_on| {
            rows.push(Row { quotes, lists, marker, kind, goes_on, set: None, height: None });
        };
        match content {
            Content::Heading(level, runs) => {
                add(Kind::Words { level: Some(level), runs }, marker, false);
            }
            Content::Paragraph(runs) => {
                for (number, runs) in cut(runs).into_iter().enumerate() {
                    let marker = marker.filter(|_| number == 0);
                    add(Kind::Words { level: None, runs }, marker, number > 0);
                }
            }
            Content::Code { words, .. } => {
                let lines: Vec<&str> = words.split('\n').collect();
                for (number, lines) in lines.chunks(CODE).enumerate() {
                    let marker = marker.filter(|_| number == 0);
                    add(Kind::Code(lines.join("\n")), marker, number > 0);
                }
            }
            Content::Rule => add(Kind::Rule, marker, false),
            Content::Table { head, rows } => {
                let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(1);
                add(Kind::Cells { cells: head, is_head: true, columns }, marker, false);
                for cells in rows {
                    add(Kind::Cells { cells, is_head: false, columns }, None, true);
                }
            }
        }
    }
    rows
}

/// A long paragraph in pieces, cut at blanks.
fn cut(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut pieces = vec![Vec::new()];
    let mut length = 0;
    for mut run in runs {
        while length + run.words.len() > LONG && run.lead.is_none() {
            let from = LONG.saturating_sub(length);
            let from = run.words.char_indices().map(|(at, _)| at).find(|&at| at >= from);
            let blank = from.and_then(|from| {
                run.words[from..].find(char::is_whitespace).map(|at| from + at + 1)
            });
            let Some(blank) = blank.filter(|&at| run.words.is_char_boundary(at)) else { break };
            let rest = run.words.split_off(blank);
            let rest = Run { words: rest, ..run.clone() };
            pieces.last_mut().into_iter().for_each(|piece: &mut Vec<Run>| piece.push(run.clone()));
            pieces.push(Vec::new());
            length = 0;
            run = rest;
        }
        length += run.words.len();
        pieces.last_mut().into_iter().for_each(|piece| piece.push(run.clone()));
    }
    pieces
}

impl Row {
    /// Its words after a step, cell by cell.
    pub(super) fn words(&mut self, leads: &dyn Leads, stamp: Stamp) -> &[Words] {
        let is_fresh = self.set.as_ref().is_some_and(|(made, _)| *made == stamp);
        if !is_fresh {
            let words = match &self.kind {
                Kind::Words { runs, level } => vec![set(runs, level.is_some(), leads)],
                Kind::Cells { cells, is_head, .. } => {
                    cells.iter().map(|runs| set(runs, *is_head, leads)).collect()
                }
                Kind::Code(_) | Kind::Rule => Vec::new(),
            };
            self.set = Some((stamp, words));
        }
        self.set.as_ref().map_or(&[], |(_, words)| words)
    }
}

/// Runs as they are laid out.
fn set(runs: &[Run], is_bold: bool, leads: &dyn Leads) -> Words {
    let mut words = Words::default();
    for run in runs {
        let start = words.text.len();
        match &run.lead {
            Some(lead) => words.chip(run, lead, leads),
            None => words.text.push_str(&run.words),
        }
        let bytes = start..words.text.len();
        if bytes.is_empty() {
            continue;
        }
        if run.is_strong && !is_bold {
            words.bold.push(bytes.clone());
        }
        if run.is_emphasis {
            words.italic.push(bytes.clone());
        }
        if run.is_code {
            words.code.push(bytes.clone());
        }
        words.seams.extend([bytes.start, bytes.end]);
    }
    if is_bold && !words.text.is_empty() {
        words.bold.push(0..words.text.len());
    }
    words.seams.dedup();
    words
}

impl Words {
    fn chip(&mut self, run: &Run, lead: &Lead, leads: &dyn Leads) {
        let start = self.text.len();
        let face = match lead {
            Lead::Link(to) => Some(leads.face(*to)),
            Lead::Nothing | Lead::Address(_) => None,
        };
        if face.as_ref().is_some_and(|face| face.colour.is_some()) {
            // Room for the dot, which stays with the first word.
            self.text.push_str("\u{a0}\u{a0}\u{a0}\u{a0}");
        }
        let begin = self.text.len();
        match (&face, lead) {
            (Some(face), _) if !face.words.is_empty() => self.text.push_str(&face.words),
            (None, Lead::Nothing) => self.text.push_str(&format!("[[{}]]", run.words)),
            _ => self.text.push_str(&run.words),
        }
        let name = begin..self.text.len();
        if face.as_ref().is_some_and(|face| face.is_gone) {
            self.text.push_str("\u{a0}(gone)");
        }
        let bytes = start..self.text.len();
        self.chips.push(Chip { bytes, name, lead: lead.clone(), face });
    }

    /// What leads somewhere and holds a byte.
    pub(super) fn chip_at(&self, byte: usize) -> Option<&Chip> {
        let after = self.chips.partition_point(|chip| chip.bytes.start <= byte);
        self.chips[..after].last().filter(|chip| byte < chip.bytes.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_cut_at_blanks_and_nothing_is_lost() {
        let words = "word ".repeat(4_000);
        let run = Run { words: words.clone(), ..Run::default() };
        let pieces = cut(vec![run]);
        assert!(pieces.len() > 3);
        let all: String = pieces.iter().flatten().map(|run| run.words.as_str()).collect();
        assert_eq!(all, words);
        assert!(pieces.iter().flatten().all(|run| run.words.len() <= LONG + 8));
        let endless = Run { words: "é".repeat(5_000), ..Run::default() };
        assert_eq!(cut(vec![endless]).len(), 1);
    }
}

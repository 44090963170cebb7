//! From what the reader of Markdown tells, one thing after the other, to blocks.

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::addresses::{addresses, is_followed};
use super::masked::{Masked, Piece};
use super::{Block, Cell, Content, DEEPEST, Lead, Marker, Run};

/// The blocks of a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let masked = Masked::new(text);
    let mut reader = Reader::new(&masked);
    for (event, range) in Parser::new_ext(&masked.text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range);
    }
    reader.finish_paragraph();
    reader.blocks
}

/// What is known while reading.
struct Reader<'m, 't> {
    masked: &'m Masked<'t>,
    blocks: Vec<Block>,
    /// The runs of the block or cell that is being read.
    runs: Vec<Run>,
    /// Words that are no run yet: the reader of Markdown cuts words anywhere.
    words: String,
    strong: usize,
    emphasis: usize,
    /// The links and pictures that are open, the innermost last.
    open: Vec<Destination>,
    quotes: usize,
    /// The lists that are open, with the numbers of their next items where they are numbered.
    lists: Vec<Option<u64>>,
    marker: Option<Marker>,
    code: Option<(String, String)>,
    table: Table,
}

/// Where a link or a picture leads.
struct Destination {
    address: String,
    is_followed: bool,
    /// What is written behind its words.
    behind: String,
    has_words: bool,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// Where the last cell ends; bytes of the masked text.
    cell_end: usize,
}

impl<'m, 't> Reader<'m, 't> {
    fn new(masked: &'m Masked<'t>) -> Self {
        Self {
            masked,
            blocks: Vec::new(),
            runs: Vec::new(),
            words: String::new(),
            strong: 0,
            emphasis: 0,
            open: Vec::new(),
            quotes: 0,
            lists: Vec::new(),
            marker: None,
            code: None,
            table: Table::default(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => match &mut self.code {
                Some((_, code)) => code.push_str(&self.masked.typed(&words)),
                None => self.words.push_str(&words),
            },
            Event::Html(words) | Event::InlineHtml(words) => self.words.push_str(&words),
            Event::Code(words) => {
                self.finish_words();
                self.push(Run { is_code: true, ..self.run(self.masked.typed(&words)) });
            }
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => {
                self.finish_paragraph();
                self.push_block(Content::Rule);
            }
            // These are signs of dialects that are not asked for; their words would be text.
            Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => {
                self.words.push_str(&words);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => {
                self.finish_words();
                self.emphasis += 1;
            }
            Tag::Strong => {
                self.finish_words();
                self.strong += 1;
            }
            Tag::Link { link_type, dest_url, title, .. }
            | Tag::Image { link_type, dest_url, title, .. } => {
                self.finish_words();
                self.open.push(self.destination(link_type, &dest_url, &title));
            }
            Tag::BlockQuote(_) => {
                self.finish_paragraph();
                self.quotes += 1;
            }
            Tag::List(number) => {
                self.finish_paragraph();
                self.lists.push(number);
            }
            Tag::Item => {
                // An item that begins with another one: the outer has no words of its own.
                if self.marker.is_some() && self.lists.len() <= DEEPEST {
                    self.lists_but_last();
                }
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = Marker::Number(*number);
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => Marker::Bullet,
                });
            }
            Tag::CodeBlock(kind) => {
                self.finish_paragraph();
                let about = match kind {
                    CodeBlockKind::Fenced(about) => self.masked.typed(&about),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((about, String::new()));
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::Table(_) => {
                self.finish_paragraph();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis => {
                self.finish_words();
                self.emphasis = self.emphasis.saturating_sub(1);
            }
            TagEnd::Strong => {
                self.finish_words();
                self.strong = self.strong.saturating_sub(1);
            }
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Paragraph => self.finish_paragraph(),
            TagEnd::HtmlBlock => {
                self.words.truncate(self.words.trim_end().len());
                self.finish_paragraph();
            }
            TagEnd::Heading(level) => {
                let runs = self.finish_runs();
                if !runs.is_empty() || self.marker.is_some() {
                    self.push_block(Content::Heading(level as usize, runs));
                }
            }
            TagEnd::BlockQuote(_) => {
                self.finish_paragraph();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_paragraph();
                if self.marker.is_some() {
                    self.push_block(Content::Paragraph(Vec::new()));
                }
            }
            TagEnd::CodeBlock => {
                let (about, mut words) = self.code.take().unwrap_or_default();
                if words.ends_with('\n') {
                    words.pop();
                }
                self.push_block(Content::Code { about, words });
            }
            TagEnd::TableCell => {
                let cell = self.finish_runs();
                self.table.row.push(cell);
                self.table.cell_end = range.end;
            }
            TagEnd::TableHead => self.table.head = take(&mut self.table.row),
            TagEnd::TableRow => self.end_row(range.end),
            TagEnd::Table => {
                let Table { head, rows, .. } = take(&mut self.table);
                self.push_block(Content::Table { head, rows });
            }
            _ => {}
        }
    }

    /// Gives the item that has no words of its own its place, before the one in it.
    fn lists_but_last(&mut self) {
        let inner = self.lists.pop();
        self.push_block(Content::Paragraph(Vec::new()));
        self.lists.extend(inner);
    }

    fn destination(&self, kind: LinkType, address: &str, title: &str) -> Destination {
        let typed = self.masked.typed(address);
        let typed = if kind == LinkType::Email { format!("mailto:{typed}") } else { typed };
        let is_followed = is_followed(&typed);
        let mut behind = String::new();
        for words in [if is_followed { "" } else { address }, title] {
            if !words.is_empty() {
                behind.extend([" (", words, ")"]);
            }
        }
        Destination { address: typed, is_followed, behind, has_words: false }
    }

    fn end_link(&mut self) {
        self.finish_words();
        let Some(link) = self.open.last() else { return };
        if !link.has_words && link.is_followed {
            self.push(self.run(link.address.clone()));
        }
        let Some(link) = self.open.pop() else { return };
        if let Some(outer) = self.open.last_mut() {
            outer.has_words |= link.has_words;
        }
        self.words.push_str(&link.behind);
    }

    /// Ends a row of a table. The reader leaves out cells that are more than the head has: here they stand in the last.
    fn end_row(&mut self, end: usize) {
        let rest = self.masked.text.get(self.table.cell_end..end).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == '|');
        let mut row = take(&mut self.table.row);
        if !rest.is_empty() {
            self.runs = row.pop().unwrap_or_default();
            self.words = format!(" | {rest}");
            row.push(self.finish_runs());
        }
        self.table.rows.push(row);
    }

    /// Words in the look of where they stand.
    fn run(&self, words: String) -> Run {
        let address = self.open.last().filter(|link| link.is_followed);
        Run {
            words,
            is_strong: self.strong > 0,
            is_emphasis: self.emphasis > 0,
            is_code: false,
            lead: address.map(|link| Lead::Address(link.address.clone())),
        }
    }

    /// Adds a run; to the last one where both look alike and are no links.
    fn push(&mut self, run: Run) {
        if let Some(link) = self.open.last_mut() {
            link.has_words = true;
        }
        let is_link = matches!(run.lead, Some(Lead::Link(_) | Lead::Nothing));
        match self.runs.last_mut() {
            Some(last)
                if !is_link
                    && last.lead == run.lead
                    && (last.is_strong, last.is_emphasis, last.is_code)
                        == (run.is_strong, run.is_emphasis, run.is_code) =>
            {
                last.words.push_str(&run.words);
            }
            _ => self.runs.push(run),
        }
    }

    /// Makes runs of the words that were read.
    fn finish_words(&mut self) {
        let words = take(&mut self.words);
        let masked = self.masked;
        // Signs that gave way go back into the words that they stand in, so that addresses are found whole.
        let mut plain = String::new();
        for piece in masked.pieces(&words) {
            match piece {
                Piece::Words(words) => plain.push_str(words),
                Piece::Link(link) => {
                    self.push_plain(&take(&mut plain));
                    let lead = Some(link.to.map_or(Lead::Nothing, Lead::Link));
                    self.push(Run { lead, ..self.run(link.words.to_owned()) });
                }
            }
        }
        self.push_plain(&plain);
    }

    /// Adds plain words, the addresses in them as such.
    fn push_plain(&mut self, words: &str) {
        let mut at = 0;
        if self.open.is_empty() {
            for range in addresses(words) {
                self.push_words(&words[at..range.start]);
                at = range.end;
                let address = &words[range];
                let lead = Some(Lead::Address(address.to_owned()));
                self.push(Run { lead, ..self.run(address.to_owned()) });
            }
        }
        self.push_words(&words[at..]);
    }

    fn push_words(&mut self, words: &str) {
        if !words.is_empty() {
            self.push(self.run(words.to_owned()));
        }
    }

    fn finish_runs(&mut self) -> Vec<Run> {
        self.finish_words();
        take(&mut self.runs)
    }

    /// Ends a paragraph, where one has begun.
    fn finish_paragraph(&mut self) {
        let runs = self.finish_runs();
        if !runs.is_empty() {
            self.push_block(Content::Paragraph(runs));
        }
    }

    fn push_block(&mut self, content: Content) {
        self.blocks.push(Block {
            quotes: self.quotes.min(DEEPEST),
            lists: self.lists.len().min(DEEPEST),
            marker: self.marker.take(),
            content,
        });
    }
}

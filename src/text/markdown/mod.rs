//! The team's own texts as they are shown: Markdown as a flat list of blocks of words, with what the words lead to.
//!
//! CommonMark with tables, read for people who write prose. Links of the project (`[[Trust]]`) stand wherever words do.
//! Raw HTML is the words that it is. Nothing that was written is left out: what leads nowhere a reader may follow (a path,
//! a script) is written behind its words, and there are no link definitions, for `[GP 3]: yes` is what somebody said.

mod addresses;
mod masked;
mod reader;

use crate::domain::LinkTo;

/// How deep quotes and lists are told apart; what is deeper is shown at that depth.
pub const DEEPEST: usize = 8;

/// A block of a text, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How many quotes it stands in; [`DEEPEST`] at most.
    pub quotes: usize,
    /// How many lists it stands in; [`DEEPEST`] at most.
    pub lists: usize,
    /// What stands before it, where it begins an item of a list.
    pub marker: Option<Marker>,
    /// What it is.
    pub content: Content,
}

/// What stands before an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// The item's number.
    Number(u64),
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A heading: its level from 1 to 6, and its words.
    Heading(usize, Vec<Run>),
    /// A paragraph; without words where it is an item of a list that has none.
    Paragraph(Vec<Run>),
    /// Lines that stand as they were typed.
    Code {
        /// What was written behind the fence, often a language; may be empty.
        about: String,
        /// The lines, `\n` between them.
        words: String,
    },
    /// A line across.
    Rule,
    /// A table. Rows may be shorter or longer than the head.
    Table {
        /// The cells of the head.
        head: Vec<Cell>,
        /// The cells by row.
        rows: Vec<Vec<Cell>>,
    },
}

/// The words of a cell of a table.
pub type Cell = Vec<Run>;

/// Words that look alike and lead to the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The words; `\n` where a line is broken. Those of a link of the project may be empty.
    pub words: String,
    /// Whether they are in bold.
    pub is_strong: bool,
    /// Whether they are in italics.
    pub is_emphasis: bool,
    /// Whether they stand as they were typed.
    pub is_code: bool,
    /// What they lead to.
    pub lead: Option<Lead>,
}

/// What words lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// Something of the project, or a number counted when it is shown.
    Link(LinkTo),
    /// Nothing: words that were typed as a link and name nothing that is there.
    Nothing,
    /// A page or a mailbox: `https:`, `http:` or `mailto:`, and no other.
    Address(String),
}

/// The blocks of a stored text in Markdown, in order. Takes time by its length, whatever stands in it.
pub fn blocks(text: &str) -> Vec<Block> {
    reader::read(text)
}

/// The words of a text in Markdown without its signs: a line for each block, for each row of a table, and where a line is broken.
pub fn plain(text: &str) -> String {
    let words = |runs: &[Run]| runs.iter().map(|run| run.words.as_str()).collect::<String>();
    let row =
        |cells: &Vec<Cell>| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join(" ");
    let lines = blocks(text).into_iter().flat_map(|block| match block.content {
        Content::Heading(_, runs) | Content::Paragraph(runs) => vec![words(&runs)],
        Content::Code { words, .. } => vec![words],
        Content::Rule => Vec::new(),
        Content::Table { head, rows } => std::iter::once(&head).chain(&rows).map(row).collect(),
    });
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    const TRUST: &str = "[[code:00000000-0000-0000-0000-000000000007|Trust *in* people | us]]";

    #[test]
    fn plain_words_have_no_signs() {
        let text = format!(
            "# On {TRUST}\n\nIt was *so*, **said** `I`.\n\n---\n\n- one\n- two\n\n|A|B|\n|-|-|\n|1|2|\n"
        );
        let said = "On Trust *in* people | us\nIt was so, said I.\none\ntwo\nA B\n1 2";
        assert_eq!(plain(&text), said);
    }

    /// Blocks in a small notation: where they stand, what they are, their runs with what they are and lead to.
    fn shown(text: &str) -> Vec<String> {
        blocks(text).iter().map(show_block).collect()
    }

    fn show_block(block: &Block) -> String {
        let marker = match block.marker {
            None => String::new(),
            Some(Marker::Bullet) => "- ".to_owned(),
            Some(Marker::Number(number)) => format!("{number}. "),
        };
        let content = match &block.content {
            Content::Heading(level, runs) => format!("h{level} {}", show(runs)),
            Content::Paragraph(runs) => show(runs),
            Content::Code { about, words } => format!("code<{about}|{words}>"),
            Content::Rule => "rule".to_owned(),
            Content::Table { head, rows } => {
                let row = |cells: &Vec<Cell>| {
                    cells.iter().map(|cell| show(cell)).collect::<Vec<_>>().join(" / ")
                };
                let rows: Vec<_> = [head].into_iter().chain(rows).map(row).collect();
                format!("table {}", rows.join(" // "))
            }
        };
        let place = [">".repeat(block.quotes), "  ".repeat(block.lists)].concat();
        format!("{place}{marker}{content}")
    }

    fn show(runs: &[Run]) -> String {
        let run = |run: &Run| {
            let mut words = run.words.clone();
            for (is_so, sign) in [(run.is_code, '`'), (run.is_emphasis, '/'), (run.is_strong, '*')]
            {
                if is_so {
                    words = format!("{sign}{words}{sign}");
                }
            }
            match &run.lead {
                None => words,
                Some(Lead::Nothing) => format!("{{{words}}}"),
                Some(Lead::Address(address)) => format!("{{{words}|{address}}}"),
                Some(Lead::Link(to)) => format!("{{{words}|{}}}", to.target().kind()),
            }
        };
        runs.iter().map(run).collect()
    }

    #[test]
    fn blocks_of_every_kind() {
        assert_eq!(
            shown(
                "# One *two*\nA\nb  \nc\\\nd\n\n***\nUnder\n---\n> q\n> > r\n\n```R notes\n[[x]] *y*\n```\n\n    z\n"
            ),
            [
                "h1 One /two/",
                "A b\nc\nd",
                "rule",
                "h2 Under",
                ">q",
                ">>r",
                "code<R notes|[[x]] *y*>",
                "code<|z>",
            ]
        );
    }

    #[test]
    fn lists_know_their_depth_and_their_numbers() {
        assert_eq!(
            shown(
                "- a\n- b\n\n  more\n\n  3. c\n  4. d\n     - e\n- \n- - f\n\nout\n\n> - g\n>   > h\n"
            ),
            [
                "  - a",
                "  - b",
                "  more",
                "    3. c",
                "    4. d",
                "      - e",
                "  - ",
                "  - ",
                "    - f",
                "out",
                ">  - g",
                ">>  h",
            ]
        );
    }

    #[test]
    fn a_link_of_the_project_is_one_wherever_it_stands() {
        let link = "{Trust *in* people | us|code}";
        let text = format!(
            "{TRUST} and *see {TRUST}*, **{TRUST}**\n\n# {TRUST}: x\n\n- {TRUST}\n\n| a | {TRUST} |\n|---|---|\n\
             | {TRUST} | b |\n\n<b>{TRUST}</b> [see {TRUST} there](https://a.org) `{TRUST}` [[Who | is * this]] [[]]"
        );
        assert_eq!(
            shown(&text),
            [
                format!("{link} and /see //{{/Trust *in* people | us/|code}}, {{*Trust *in* people | us*|code}}")
                    .replace("see //", "see /"),
                format!("h1 {link}: x"),
                format!("  - {link}"),
                format!("table a / {link} // {link} / b"),
                format!(
                    "<b>{link}</b> {{see |https://a.org}}{link}{{ there|https://a.org}} `[[Trust *in* people | us]]` \
                     {{Who | is * this}} [[]]"
                ),
            ]
        );
    }

    #[test]
    fn pages_are_found_and_what_may_not_be_followed_is_written_out() {
        assert_eq!(
            shown(
                "[a *b*](http://c.d \"e\") <https://f.g> <h@i.j> see https://k.l/[[m]]. **https://n.o**"
            ),
            [
                "{a |http://c.d}{/b/|http://c.d} (e) {https://f.g|https://f.g} {h@i.j|mailto:h@i.j} see \
                 {https://k.l/|https://k.l/}{m}. {*https://n.o*|https://n.o}"
            ]
        );
        assert_eq!(
            shown("[a](javascript:alert(1)) [b](<c d.docx>) ![e](f.png) [](http://g.h) [i]([[j]])"),
            ["a (javascript:alert(1)) b (c d.docx) e (f.png) {http://g.h|http://g.h} i ({j})"]
        );
    }

    #[test]
    fn what_people_say_in_brackets_is_no_definition_of_a_link() {
        assert_eq!(
            shown("[GP 3]: yes\n[GP 3]\n\n[**INT**]: http://a.b"),
            ["[GP 3]: yes [GP 3]", "[*INT*]: {http://a.b|http://a.b}"]
        );
    }

    #[test]
    fn html_is_the_words_that_it_is() {
        assert_eq!(
            shown(
                "<div>\n<script>alert('*a*')</script>\n</div>\n\nb <i\nc='d'> &amp; &lt; <!-- e\n\nf"
            ),
            ["<div>\n<script>alert('*a*')</script>\n</div>", "b <i\nc='d'> & < <!-- e", "f"]
        );
    }

    #[test]
    fn cells_that_are_more_than_the_head_has_stand_in_the_last() {
        assert_eq!(
            shown("| a | b |\n|---|---|\n| c |\n| d | e | *f* | [[g]] |\n"),
            ["table a / b // c /  // d / e | *f* | {g}"]
        );
    }

    #[test]
    fn nothing_nests_without_end() {
        let deep = format!("{} a\n{} b\n", ">".repeat(200), "- ".repeat(200));
        let read = blocks(&deep);
        assert!(read.iter().all(|block| block.quotes <= DEEPEST && block.lists <= DEEPEST));
        assert!(read.len() < 60, "{}", read.len());
        assert_eq!(shown(&format!("{}\n", "- ".repeat(100))), ["rule"]);
        let table = format!("a | b\n{} | ---\nc | d\n", "-".repeat(100));
        assert_eq!(shown(&table), ["table a / b // c / d"]);
    }

    #[test]
    fn long_memos_are_read_at_once() {
        let time = |piece: &str| {
            let text = piece.repeat(300_000 / piece.len());
            let begun = Instant::now();
            blocks(&text);
            begun.elapsed()
        };
        for piece in [
            "[[",
            "]]",
            "[",
            "]:",
            "[a](",
            "![",
            "*a",
            "**a_",
            "`",
            "a`b``",
            "<",
            "<!--",
            "<a ",
            "&",
            "> ",
            ">",
            "- ",
            "1. ",
            "- a\n\n",
            "  - a\n",
            ">\n",
            "|",
            "|-",
            "a|\n|-\n",
            "\\",
            "http://",
            "http://(",
            "http://a.b)",
            "\n",
            "\t",
            "```\n",
            "~~~a",
            "[[a]]",
            "[[a\n",
            "\u{fdd0}",
            "\u{fdd0}1",
            "<?",
            "<![CDATA[",
            "_ ",
            "#\n",
            "=\n",
            "Some *words* about [[Trust]], and more.\n\n",
        ] {
            let took = time(piece);
            assert!(took < Duration::from_secs(5), "{piece:?}: {took:?}");
        }
        // Each level of a list further in than the one before, then many empty lines.
        let steps: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
        let begun = Instant::now();
        blocks(&(steps + &"\n".repeat(200_000) + "b"));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }

    /// Everything that is shown of a text.
    fn said(text: &str) -> String {
        let mut said = String::new();
        let mut runs = |runs: &[Run]| {
            for run in runs {
                said.push_str(&run.words);
                if let Some(Lead::Address(address)) = &run.lead {
                    said.push_str(address);
                }
            }
        };
        let mut code = String::new();
        for block in blocks(text) {
            match &block.content {
                Content::Heading(_, words) | Content::Paragraph(words) => runs(words),
                Content::Code { about, words } => code.extend([about, "\n", words.as_str()]),
                Content::Rule => {}
                Content::Table { head, rows } => {
                    [head].into_iter().chain(rows).flatten().for_each(|cell| runs(cell));
                }
            }
        }
        said + &code
    }

    proptest! {
        #[test]
        fn nothing_that_was_written_is_left_out(
            pieces in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..40)
        ) {
            let signs = [
                " ", "\n", "\n\n", "*", "**", "_", "`", "```", "- ", "1. ", "> ", "# ", "[[", "]]", "[", "]", "(", ")",
                "](", "]:", "<", ">", "</", "<!-- ", "-->", "<http://", "http://", "|", "\n|---|---|\n", " | ", "    ",
                "\t", "!", "&", ";", "\\", "=\n", "---\n", "\"", "'", "[[code:00000000-0000-0000-0000-000000000007|",
                "\u{fdd0}", "~", "^", "\u{301}", "<?", "<![CDATA[",
            ];
            let mut text = String::new();
            for (number, (sign, is_word)) in pieces.iter().enumerate() {
                text.push_str(sign.get::<&str>(&signs));
                if *is_word {
                    text.push_str(&format!("Word{number}x"));
                }
            }
            let said = said(&text);
            for number in 0..pieces.len() {
                let word = format!("Word{number}x");
                prop_assert!(!text.contains(&word) || said.contains(&word), "{word} of {text:?} in {said:?}");
            }
        }

        #[test]
        fn any_text_at_all_is_read(text in "[\\PC\n\t]{0,60}") {
            blocks(&text);
        }
    }
}

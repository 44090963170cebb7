//! `word/numbering.xml`: the lists of a document and how they are numbered (ECMA-376 part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::super::Refusal;
use super::super::elements::{self, Element, Visitor};
use super::super::numbering::{Counts, Figures, LEVELS, LONGEST, Level, Piece};

/// So many lists are kept, and as many descriptions of lists; documents edited for years reach some thousands.
const MOST: usize = 1 << 16;

/// The levels of a list that are described, each with its place counted from 0.
#[derive(Debug, Default)]
struct Levels(Vec<(usize, Level)>);

impl Levels {
    fn get(&self, at: usize) -> Option<&Level> {
        self.0.iter().find(|(level, _)| *level == at).map(|(_, level)| level)
    }

    fn set(&mut self, at: usize, level: Level) {
        if at < LEVELS && self.get(at).is_none() {
            self.0.push((at, level));
        }
    }
}

/// A description that several lists may share, which are then counted as one (`w:abstractNum`).
#[derive(Debug, Default)]
struct Description {
    levels: Levels,
    /// The style of lists where the description really stands.
    linked_to: Option<String>,
}

/// A list (`w:num`): its description, and where it differs from it.
#[derive(Debug, Default)]
struct List {
    description: u32,
    levels: Levels,
    /// Levels that begin anew with this list, each with its first number.
    starts: Vec<(usize, u32)>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    descriptions: HashMap<u32, Description>,
    lists: HashMap<u32, List>,
    /// Styles of lists, each with its description.
    styles: HashMap<String, u32>,
}

/// How far the lists have been counted.
#[derive(Debug, Default)]
pub(super) struct Counting {
    counts: HashMap<u32, Counts>,
    /// Lists that began anew at a level.
    begun: HashSet<(u32, usize)>,
}

impl Counting {
    /// Counts an item of a list at a level and gives what is printed before it.
    pub fn next(&mut self, lists: &Lists, list: u32, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(found) = lists.lists.get(&list) else { return String::new() };
        let mut description = found.description;
        let style = lists.descriptions.get(&description).and_then(|it| it.linked_to.as_ref());
        if let Some(&linked) = style.and_then(|style| lists.styles.get(style)) {
            description = linked;
        }
        let shared = lists.descriptions.get(&description).map(|it| &it.levels);
        let definition = |at| found.levels.get(at).or_else(|| shared?.get(at));
        let start = found.starts.iter().find(|(at, _)| *at == level).map(|&(_, start)| start);
        let restart = start.filter(|_| self.begun.insert((list, level)));
        self.counts.entry(description).or_default().advance(level, definition, restart)
    }
}

/// Reads the part.
pub(super) fn read(xml: &str) -> Result<Lists, Refusal> {
    let mut reader = Reader::default();
    elements::read(xml, &mut reader)?;
    reader.end();
    Ok(reader.lists)
}

/// What levels are being read for.
#[derive(Default)]
enum Owner {
    #[default]
    Nothing,
    Description(u32, Description),
    List(u32, List),
}

/// A level that is being read.
struct OpenLevel {
    at: usize,
    start: Option<u32>,
    figures: Figures,
    pattern: String,
}

#[derive(Default)]
struct Reader {
    owner: Owner,
    level: Option<OpenLevel>,
    /// The level that a list begins anew.
    overridden: usize,
    lists: Lists,
}

impl Reader {
    fn end_level(&mut self) {
        let Some(OpenLevel { at, start, figures, pattern }) = self.level.take() else { return };
        // Where no first number is said, it is 0 (17.9.25), though no program writes that.
        let level = Level::new(figures, start.unwrap_or(0), pieces(&pattern));
        match &mut self.owner {
            Owner::Description(_, Description { levels, .. })
            | Owner::List(_, List { levels, .. }) => levels.set(at, level),
            Owner::Nothing => {}
        }
    }

    fn end(&mut self) {
        self.end_level();
        match std::mem::take(&mut self.owner) {
            Owner::Description(id, description) if self.lists.descriptions.len() < MOST => {
                self.lists.descriptions.entry(id).or_insert(description);
            }
            Owner::List(id, list) if self.lists.lists.len() < MOST => {
                self.lists.lists.entry(id).or_insert(list);
            }
            _ => {}
        }
    }
}

impl Visitor for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val");
        match element.name {
            "abstractNum" => {
                self.end();
                let id = element.number("abstractNumId").unwrap_or(0);
                self.owner = Owner::Description(id, Description::default());
            }
            "num" => {
                self.end();
                let id = element.number("numId").unwrap_or(0);
                self.owner = Owner::List(id, List::default());
            }
            "lvl" => {
                self.end_level();
                self.level = Some(OpenLevel {
                    at: element.number("ilvl").unwrap_or(0) as usize,
                    start: None,
                    figures: Figures::Decimal,
                    pattern: String::new(),
                });
            }
            "lvlOverride" => {
                self.end_level();
                self.overridden = element.number("ilvl").unwrap_or(0) as usize;
            }
            name => match (&mut self.owner, &mut self.level, name) {
                (_, Some(level), "start") => level.start = element.number("val"),
                (_, Some(level), "numFmt") => {
                    level.figures = figures(value().as_deref().unwrap_or_default());
                }
                (_, Some(level), "lvlText") => level.pattern = value().unwrap_or_default(),
                (Owner::List(_, list), _, "abstractNumId") => {
                    list.description = element.number("val").unwrap_or(0);
                }
                (Owner::List(_, list), _, "startOverride") if list.starts.len() < LEVELS => {
                    list.starts.extend(element.number("val").map(|start| (self.overridden, start)));
                }
                (Owner::Description(_, description), _, "numStyleLink") => {
                    description.linked_to = value();
                }
                (Owner::Description(id, _), _, "styleLink") => {
                    if let Some(style) = value() {
                        self.lists.styles.entry(style).or_insert(*id);
                    }
                }
                _ => {}
            },
        }
    }
}

/// The figures that `w:numFmt` names (17.18.59). Those of other scripts and number words are written in digits.
fn figures(name: &str) -> Figures {
    match name {
        "none" => Figures::Silent,
        "bullet" => Figures::Bullet,
        "lowerLetter" => Figures::Letters { capital: false, repeated: true },
        "upperLetter" => Figures::Letters { capital: true, repeated: true },
        "lowerRoman" => Figures::Roman { capital: false },
        "upperRoman" => Figures::Roman { capital: true },
        _ => Figures::Decimal,
    }
}

/// A pattern, in which `%1` stands for the number of the first level (17.9.11).
fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if pattern.chars().nth(LONGEST).is_some() {
        return pieces;
    }
    let mut parts = pattern.split('%');
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.chars().next().and_then(|digit| digit.to_digit(10)) {
            Some(level @ 1..) => {
                pieces.push(Piece::Words(std::mem::replace(&mut words, part[1..].to_owned())));
                pieces.push(Piece::Number(level as usize - 1));
            }
            _ => {
                words.push('%');
                words.push_str(part);
            }
        }
    }
    pieces.push(Piece::Words(words));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_one_description_are_counted_as_one() {
        let xml = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:abstractNum w:abstractNumId='3'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
            <w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/>\
            <w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='4'><w:styleLink w:val='Own'/><w:lvl w:ilvl='0'><w:start w:val='1'/>\
            <w:lvlText w:val='Question %1: 100%'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='Own'/></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='3'/></w:num>\
            <w:num w:numId='2'><w:abstractNumId w:val='3'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/>\
            </w:lvlOverride></w:num>\
            <w:num w:numId='6'><w:abstractNumId w:val='3'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'>\
            <w:numFmt w:val='bullet'/></w:lvl></w:lvlOverride></w:num>\
            <w:num w:numId='7'><w:abstractNumId w:val='5'/></w:num></w:numbering>";
        let lists = read(xml).expect("lists");
        let mut counting = Counting::default();
        let mut next = |list, level| counting.next(&lists, list, level);
        assert_eq!((next(1, 0), next(1, 1)), ("1. ".into(), "1.i) ".into()));
        assert_eq!((next(1, 1), next(1, 0)), ("1.ii) ".into(), "2. ".into()));
        assert_eq!(
            (next(2, 0), next(2, 0), next(1, 0)),
            ("5. ".into(), "6. ".into(), "7. ".into())
        );
        assert_eq!((next(6, 0), next(6, 1)), ("• ".into(), "•.i) ".into()));
        assert_eq!(next(7, 0), "Question 1: 100% ");
        assert_eq!((next(9, 0), next(1, 99)), (String::new(), String::new()));
    }

    #[test]
    fn patterns_come_in_pieces() {
        let words = |words: &str| Piece::Words(words.to_owned());
        assert_eq!(
            pieces("%1.%2"),
            [words(""), Piece::Number(0), words("."), Piece::Number(1), words("")]
        );
        assert_eq!(pieces("é% %0%"), [words("é% %0%")]);
    }
}

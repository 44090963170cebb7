//! The pages of a PDF in their order (ISO 32000-1, 7.7.3), and what is printed as their numbers (12.4.2).

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use super::content::rectangle;
use super::file::File;
use super::matrix::{Matrix, Rectangle};
use super::strings;
use super::value::{Dictionary, Value};

/// Most pages that are read of a file.
const MOST_PAGES: usize = 50_000;
/// What a page may have from the nodes above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Most nodes of the tree of labels.
const MOST_LABEL_NODES: usize = 10_000;
/// Longest label that is believed.
const LONGEST_LABEL: usize = 40;

/// The values of [`INHERITED`], shared by the pages below a node.
type Heritage = [Option<Rc<Value>>; INHERITED.len()];

/// The numbers of the pages' objects, each with what it inherits.
pub(super) struct Pages {
    pages: Vec<(u32, Heritage)>,
    /// Whether the way to the tree of pages is lost, or the tree itself, and its leaves were gathered.
    pub rescued: bool,
}

impl Pages {
    /// Walks the tree of pages; where it is lost, gathers its leaves.
    pub fn find(file: &File<'_>) -> Self {
        let catalog = file.get(file.trailer(), b"Root").into_owned();
        let root = catalog.dictionary().and_then(|catalog| catalog.get(b"Pages".as_slice()));
        let pages =
            root.and_then(Value::reference).map(|root| walk(file, root)).unwrap_or_default();
        if !pages.is_empty() {
            return Self { pages, rescued: false };
        }
        // The trailer is the last thing in a file, and the first that is lost.
        let whole = file.of_type(b"Catalog").into_iter().rev().find_map(|catalog| {
            let catalog = file.object(catalog);
            let root = catalog.dictionary()?.get(b"Pages".as_slice())?.reference()?;
            Some(walk(file, root)).filter(|pages| !pages.is_empty())
        });
        if let Some(pages) = whole {
            return Self { pages, rescued: true };
        }
        let alone = |number| (number, Heritage::default());
        Self {
            pages: file.of_type(b"Page").into_iter().take(MOST_PAGES).map(alone).collect(),
            rescued: true,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// The page at a place, with what it inherits; empty if it is none.
    pub fn get(&self, file: &File<'_>, place: usize) -> Dictionary {
        let Some((number, inherited)) = self.pages.get(place) else { return Dictionary::new() };
        let mut page = match file.object(*number) {
            Value::Dictionary(page) => page,
            _ => Dictionary::new(),
        };
        for (key, value) in INHERITED.iter().zip(inherited) {
            if let Some(value) = value {
                page.entry(key.to_vec()).or_insert_with(|| (**value).clone());
            }
        }
        page
    }
}

/// How a page lies when it is looked at, and what is seen of it as the file counts (7.7.3.3).
pub(super) fn laid_out(file: &File<'_>, page: &Dictionary) -> (Matrix, Rectangle) {
    const LETTER: Rectangle = Rectangle { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };
    let of_size = |key| {
        rectangle(file, page, key).filter(|box_| box_.right > box_.left && box_.top > box_.bottom)
    };
    let visible = of_size(b"CropBox").or_else(|| of_size(b"MediaBox")).unwrap_or(LETTER);
    let quarters = file.get(page, b"Rotate").number().unwrap_or(0.0) / 90.0;
    let turned = match (quarters as i64).rem_euclid(4) {
        1 => Matrix::of([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
        2 => Matrix::of([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
        3 => Matrix::of([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
        _ => Matrix::IDENTITY,
    };
    (turned, visible)
}

fn walk(file: &File<'_>, root: u32) -> Vec<(u32, Heritage)> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![(root, Heritage::default())];
    while let Some((number, mut inherited)) = open.pop() {
        if !seen.insert(number) || pages.len() >= MOST_PAGES {
            continue;
        }
        let Value::Dictionary(node) = file.object(number) else { continue };
        let kids = file.get(&node, b"Kids");
        let Some(kids) = kids.list() else {
            pages.push((number, inherited));
            continue;
        };
        for (key, inherited) in INHERITED.iter().zip(&mut inherited) {
            if let Some(value) = node.get(*key) {
                *inherited = Some(Rc::new(value.clone()));
            }
        }
        open.extend(
            kids.iter().rev().filter_map(Value::reference).map(|kid| (kid, inherited.clone())),
        );
    }
    pages
}

/// How the pages from one on are numbered.
struct Numbering {
    style: Option<u8>,
    prefix: String,
    start: usize,
}

/// What is printed as the pages' numbers.
pub(super) struct Labels {
    /// By the place of the first page that they hold for, from 0.
    numberings: BTreeMap<usize, Numbering>,
}

impl Labels {
    /// Reads the file's labels, if it has any.
    pub fn read(file: &File<'_>) -> Self {
        let mut numberings = BTreeMap::new();
        let catalog = file.get(file.trailer(), b"Root").into_owned();
        let root =
            catalog.dictionary().map(|catalog| file.get(catalog, b"PageLabels").into_owned());
        let (mut open, mut nodes) = (Vec::from_iter(root), 0);
        while let Some(Value::Dictionary(node)) = open.pop().filter(|_| nodes < MOST_LABEL_NODES) {
            nodes += 1;
            let (kids, pairs) = (file.get(&node, b"Kids"), file.get(&node, b"Nums"));
            for kid in kids.list().unwrap_or_default().iter().take(MOST_LABEL_NODES - nodes) {
                open.push(file.resolve(kid).into_owned());
            }
            for pair in pairs.list().unwrap_or_default().chunks_exact(2) {
                let value = file.resolve(&pair[1]);
                if let (Some(place), Some(entry)) = (pair[0].count(), value.dictionary()) {
                    let prefix = file.get(entry, b"P");
                    let numbering = Numbering {
                        style: file.get(entry, b"S").name().and_then(|name| name.first().copied()),
                        prefix: prefix.bytes().map(strings::text).unwrap_or_default(),
                        start: file.get(entry, b"St").count().unwrap_or(1),
                    };
                    numberings.insert(place, numbering);
                }
            }
        }
        Self { numberings }
    }

    /// The label of the page at a place, counted from 0.
    pub fn of(&self, place: usize) -> String {
        let counted = || (place + 1).to_string();
        let Some((first, numbering)) = self.numberings.range(..=place).next_back() else {
            return counted();
        };
        let number = numbering.start.saturating_add(place - first);
        let figures = match numbering.style {
            Some(b'D') => number.to_string(),
            Some(b'R') => roman(number),
            Some(b'r') => roman(number).to_lowercase(),
            Some(b'A') => letters(number),
            Some(b'a') => letters(number).to_lowercase(),
            _ => String::new(),
        };
        let label = format!("{}{figures}", numbering.prefix);
        let label: String =
            label.trim().chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
        if label.is_empty() { counted() } else { label }
    }
}

fn roman(number: usize) -> String {
    const FIGURES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..5000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut roman) = (number, String::new());
    for (value, figure) in FIGURES {
        while left >= value {
            roman.push_str(figure);
            left -= value;
        }
    }
    roman
}

/// A to Z, then AA to ZZ, then AAA to ZZZ.
fn letters(number: usize) -> String {
    let Some(place) = number.checked_sub(1).filter(|&place| place < 26 * LONGEST_LABEL) else {
        return number.to_string();
    };
    let letter = char::from(b'A' + (place % 26) as u8);
    std::iter::repeat_n(letter, place / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn open(bytes: &[u8]) -> File<'_> {
        let deadline = Instant::now() + Duration::from_secs(60);
        File::open(bytes, deadline).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    #[test]
    fn labels_are_what_is_printed() {
        let file = open(
            b"1 0 obj<</PageLabels<</Kids[2 0 R]>>>>endobj 2 0 obj<</Nums[0<</S/r>> 3<</S/D/P(A-)/St 7>>\
              5<</S/A/St 27>> 6<</P(\xfe\xff\x00Z)>> 7<<>>]>>endobj trailer<</Root 1 0 R>>",
        );
        let labels = Labels::read(&file);
        let all: Vec<String> = (0..8).map(|place| labels.of(place)).collect();
        assert_eq!(all, ["i", "ii", "iii", "A-7", "A-8", "AA", "Z", "8"]);
        let none = Labels::read(&open(b"trailer<</Root 1 0 R>>"));
        assert_eq!(none.of(11), "12");
    }

    #[test]
    fn figures_of_all_kinds() {
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!((letters(26), letters(52), letters(0)), ("Z".into(), "ZZ".into(), "0".into()));
    }

    #[test]
    fn pages_that_lead_in_a_circle_are_walked_once() {
        let file = open(
            b"1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Rotate 90/Kids[3 0 R 2 0 R 4 0 R 3 0 R]>>endobj\
              3 0 obj<</Kids[5 0 R 2 0 R]/Rotate 0>>endobj 4 0 obj<</Type/Page>>endobj 5 0 obj<<>>endobj\
              trailer<</Root 1 0 R>>",
        );
        let pages = Pages::find(&file);
        let rotated = |place| file.get(&pages.get(&file, place), b"Rotate").number();
        assert_eq!((pages.len(), rotated(0), rotated(1)), (2, Some(0.0), Some(90.0)));
    }

    #[test]
    fn a_lost_tree_leaves_its_leaves() {
        let file = open(
            b"3 0 obj<</Type/Page>>endobj 2 0 obj<</Type /Page/Parent 9 0 R>>endobj 1 0 obj<<",
        );
        let pages = Pages::find(&file);
        assert_eq!((pages.len(), pages.rescued), (2, true));
    }
}

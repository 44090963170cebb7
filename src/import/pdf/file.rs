//! A PDF as a heap of numbered objects (ISO 32000-1, 7.5): where each one stands, and what it is.
//!
//! The file's own tables of objects are not believed, because they are what breaks first: one pass over the bytes finds every
//! object, and of several with one number the last counts, as it does when a file is changed by appending to it. Objects are
//! read when they are asked for; nothing is kept of them. All of it stands under one limit of bytes unpacked and of time.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Instant;

use super::super::Refusal;
use super::filters::{self, Filter, Packed, Unpacked};
use super::lock::Lock;
use super::value::{Dictionary, Lexer, Value, is_blank};

/// Most bytes that one stream may unpack to.
pub(super) const LARGEST_STREAM: usize = 48 << 20;
/// A file has no more objects than this, and one more for so many of its bytes.
const FEW_OBJECTS: usize = 500_000;
const BYTES_OF_OBJECT: usize = 12;
/// How often one reference may lead to the next.
const LONGEST_CHAIN: u32 = 16;
/// How many of the last trailers are looked at; each change of a file appends one.
const MOST_TRAILERS: usize = 64;
/// Most bytes of a trailer.
const LARGEST_TRAILER: usize = 1 << 14;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the file: its first byte, the span of its data if it is a stream, and its generation.
    Plain { at: u32, data: Option<(u32, u32)>, generation: u16 },
    /// In an unpacked stream of objects: which, and its first byte.
    Packed { container: u32, at: u32 },
}

/// A stream of objects.
struct Container {
    /// Where it stands in the file: a later one overrules an earlier one.
    position: u32,
    bytes: Vec<u8>,
}

/// A stream: its dictionary and its data as they stand in the file.
pub(super) struct Stream<'a> {
    pub dictionary: Dictionary,
    data: &'a [u8],
    number: u32,
    generation: u16,
}

/// A file that was looked through.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    containers: Vec<Container>,
    lock: Option<Lock>,
    /// What the file's trailer says, the last one first; empty if it is lost.
    trailer: Dictionary,
    /// How many bytes may still be unpacked; what is used again, as a letterhead is, counts once.
    left: Cell<usize>,
    counted: RefCell<HashSet<u32>>,
    bomb: Cell<bool>,
    deadline: Instant,
}

impl<'a> File<'a> {
    /// Finds the objects.
    ///
    /// # Errors
    ///
    /// When a password is needed, or when the objects unpack to more than any document's.
    pub fn open(bytes: &'a [u8], deadline: Instant) -> Result<Self, Refusal> {
        let Found { places, containers, trailers } = look_through(bytes);
        let mut file = Self {
            bytes,
            places,
            containers: Vec::new(),
            lock: None,
            trailer: Dictionary::new(),
            // Text seldom packs better than 10 to 1; pictures do, and are never unpacked.
            left: Cell::new(LARGEST_STREAM + bytes.len().saturating_mul(20)),
            counted: RefCell::default(),
            bomb: Cell::new(false),
            deadline,
        };
        for trailer in trailers.into_iter().rev() {
            for (key, value) in trailer {
                file.trailer.entry(key).or_insert(value);
            }
        }
        if let Some(encryption) = file.trailer.get(b"Encrypt".as_slice()) {
            let encryption = file.resolve(encryption).into_owned();
            let id = file.get(&file.trailer, b"ID");
            let id = id.list().and_then(|list| list.first()?.bytes()).unwrap_or_default();
            let encryption = encryption.dictionary().ok_or(Refusal::Protected)?;
            let deep = |value: &Value| file.resolve(value).into_owned();
            file.lock = Some(Lock::open(encryption, id, &deep).ok_or(Refusal::Protected)?);
        }
        // They stay in memory, so they may be only some times as large as the file.
        let mut room = (32 << 20) + bytes.len().saturating_mul(3);
        for (number, place) in containers {
            let Some(stream) = file.stream_at(number, place) else { continue };
            let Some(unpacked) = file.unpack(&stream) else { continue };
            room = room.checked_sub(unpacked.bytes.len()).ok_or(file.too_large())?;
            if let Place::Plain { at, .. } = place {
                file.index(&stream.dictionary, unpacked.bytes, at);
            }
        }
        if file.bomb.get() { Err(file.too_large()) } else { Ok(file) }
    }

    /// The refusal of a file that unpacks to too much.
    pub fn too_large(&self) -> Refusal {
        Refusal::Bomb((LARGEST_STREAM >> 20) as u64)
    }

    /// Whether something was left out because it, or all of it, unpacks to too much.
    pub fn is_bomb(&self) -> bool {
        self.bomb.get()
    }

    /// Whether there is no time left; from then on there are no objects.
    pub fn is_late(&self) -> bool {
        Instant::now() >= self.deadline
    }

    /// What the file's trailer says of its parts.
    pub fn trailer(&self) -> &Dictionary {
        &self.trailer
    }

    /// All dictionaries of this type, by number.
    pub fn of_type(&self, kind: &[u8]) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.places.keys().copied().collect();
        numbers.sort_unstable();
        numbers.retain(|&number| {
            let object = self.object(number);
            let kind_of =
                object.dictionary().and_then(|dictionary| dictionary.get(b"Type".as_slice()));
            kind_of.and_then(Value::name) == Some(kind)
        });
        numbers
    }

    /// An object; null if there is none of this number. Of a stream, its dictionary.
    pub fn object(&self, number: u32) -> Value {
        self.places.get(&number).map_or(Value::Null, |&place| self.object_at(number, place))
    }

    fn object_at(&self, number: u32, place: Place) -> Value {
        if self.is_late() {
            return Value::Null;
        }
        match place {
            Place::Plain { at, generation, .. } => {
                let mut value =
                    Lexer::new(&self.bytes[at as usize..]).value().unwrap_or(Value::Null);
                if let Some(lock) = &self.lock {
                    lock.open_strings(number, generation, &mut value);
                }
                value
            }
            Place::Packed { container, at } => {
                let bytes = &self.containers[container as usize].bytes;
                Lexer::new(bytes.get(at as usize..).unwrap_or_default())
                    .value()
                    .unwrap_or(Value::Null)
            }
        }
    }

    /// The value itself, or what it refers to.
    pub fn resolve<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        let Some(mut number) = value.reference() else { return Cow::Borrowed(value) };
        for _ in 0..LONGEST_CHAIN {
            match self.object(number) {
                Value::Reference(next) => number = next,
                value => return Cow::Owned(value),
            }
        }
        Cow::Owned(Value::Null)
    }

    /// An entry of a dictionary, references followed; null if there is none.
    pub fn get<'v>(&self, dictionary: &'v Dictionary, key: &[u8]) -> Cow<'v, Value> {
        dictionary.get(key).map_or(Cow::Owned(Value::Null), |value| self.resolve(value))
    }

    /// The stream of this number.
    pub fn stream(&self, number: u32) -> Option<Stream<'a>> {
        self.stream_at(number, *self.places.get(&number)?)
    }

    fn stream_at(&self, number: u32, place: Place) -> Option<Stream<'a>> {
        let Place::Plain { data: Some((start, end)), generation, .. } = place else { return None };
        let Value::Dictionary(dictionary) = self.object_at(number, place) else { return None };
        Some(Stream {
            dictionary,
            data: &self.bytes[start as usize..end as usize],
            number,
            generation,
        })
    }

    /// The data of a stream, unpacked; nothing if they are no text, or too much.
    pub fn unpack(&self, stream: &Stream<'_>) -> Option<Unpacked> {
        if self.is_late() {
            return None;
        }
        let filters = self.filters(&stream.dictionary);
        let locked =
            self.lock.as_ref().filter(|_| filters.iter().all(|(name, _)| name != b"Crypt"));
        let data = match locked {
            Some(lock) => {
                Cow::Owned(lock.open_data(stream.number, stream.generation, stream.data)?)
            }
            None => Cow::Borrowed(stream.data),
        };
        let is_new = !self.counted.borrow().contains(&stream.number);
        let limit = if is_new { self.left.get().min(LARGEST_STREAM) } else { LARGEST_STREAM };
        match filters::unpack(&data, &filters, limit) {
            Ok(unpacked) => {
                if is_new {
                    self.left.set(self.left.get() - unpacked.bytes.len());
                    self.counted.borrow_mut().insert(stream.number);
                }
                Some(unpacked)
            }
            Err(Packed::TooLarge) => {
                self.bomb.set(true);
                None
            }
            Err(Packed::Unknown) => None,
        }
    }

    /// The filters of a stream with their parameters (7.3.8.2).
    fn filters(&self, dictionary: &Dictionary) -> Vec<Filter> {
        let either = |long: &[u8], short: &[u8]| {
            let found = self.get(dictionary, long);
            if *found == Value::Null { self.get(dictionary, short) } else { found }
        };
        let (names, parameters) = (either(b"Filter", b"F"), either(b"DecodeParms", b"DP"));
        let all = |value: &Value| match value {
            Value::List(list) => {
                list.iter().map(|value| self.resolve(value).into_owned()).collect()
            }
            Value::Null => Vec::new(),
            value => vec![value.clone()],
        };
        let mut parameters = all(&parameters).into_iter();
        let filter = |name: Value| {
            let own = parameters.next().and_then(|value| value.dictionary().cloned());
            Some((name.name()?.to_vec(), own.unwrap_or_default()))
        };
        all(&names).into_iter().filter_map(filter).collect()
    }

    /// Notes where the objects of an unpacked stream stand (7.5.7).
    fn index(&mut self, dictionary: &Dictionary, bytes: Vec<u8>, position: u32) {
        let first = self.get(dictionary, b"First").count().unwrap_or(0);
        let container = self.containers.len() as u32;
        let mut numbers = Lexer::operators(bytes.get(..first).unwrap_or_default());
        let mut next = || numbers.value()?.count();
        while let (Some(number), Some(offset)) = (next(), next()) {
            let (number, at) = (number as u32, first.saturating_add(offset));
            let older = match self.places.get(&number) {
                Some(Place::Plain { at, .. }) => *at < position,
                Some(Place::Packed { container, .. }) => self
                    .containers
                    .get(*container as usize)
                    .is_none_or(|old| old.position <= position),
                None => true,
            };
            if older && at < bytes.len() {
                self.places.insert(number, Place::Packed { container, at: at as u32 });
            }
            if self.places.len() > FEW_OBJECTS + self.bytes.len() / BYTES_OF_OBJECT {
                self.bomb.set(true);
                break;
            }
        }
        self.containers.push(Container { position, bytes });
    }
}

/// What one pass over the file finds.
struct Found {
    places: HashMap<u32, Place>,
    /// Streams of objects with their numbers, in the order of the file.
    containers: Vec<(u32, Place)>,
    /// The last trailers, and what streams of references say in their place.
    trailers: Vec<Dictionary>,
}

/// The object that the pass is in.
struct Current {
    number: u32,
    generation: u16,
    at: usize,
    /// Whether it may still turn out to be a stream.
    open: bool,
}

fn look_through(bytes: &[u8]) -> Found {
    let mut found = Found { places: HashMap::new(), containers: Vec::new(), trailers: Vec::new() };
    let mut trailers = VecDeque::new();
    let mut current: Option<Current> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'o' if bytes[at..].starts_with(b"obj") => {
                if let Some((number, generation)) = object_before(&bytes[..at]) {
                    let place = Place::Plain { at: at as u32 + 3, data: None, generation };
                    found.places.insert(number, place);
                    current = Some(Current { number, generation, at: at + 3, open: true });
                }
                at += 3;
            }
            b's' if bytes[at..].starts_with(b"stream") && !bytes[..at].ends_with(b"end") => {
                at += 6;
                if let Some(object) = current.as_mut().filter(|object| object.open)
                    && let Some((dictionary, start, end)) = stream_at(bytes, object, at)
                {
                    let data = Some((start as u32, end as u32));
                    let place =
                        Place::Plain { at: object.at as u32, data, generation: object.generation };
                    found.places.insert(object.number, place);
                    match dictionary.get(b"Type".as_slice()).and_then(Value::name) {
                        Some(b"ObjStm") => found.containers.push((object.number, place)),
                        Some(b"XRef") => trailers.push_back((at, Some(dictionary))),
                        _ => {}
                    }
                    at = end;
                }
            }
            b't' if bytes[at..].starts_with(b"trailer") => {
                at += 7;
                trailers.push_back((at, None));
            }
            _ => at += 1,
        }
        if trailers.len() > MOST_TRAILERS {
            trailers.pop_front();
        }
    }
    for (at, dictionary) in trailers {
        let end = bytes.len().min(at + LARGEST_TRAILER);
        let read = || match Lexer::new(&bytes[at..end]).value() {
            Some(Value::Dictionary(dictionary)) => Some(dictionary),
            _ => None,
        };
        found.trailers.extend(dictionary.or_else(read));
    }
    found
}

/// The number and generation that stand before `obj`.
fn object_before(bytes: &[u8]) -> Option<(u32, u16)> {
    let (bytes, generation) = number_before(bytes, 5)?;
    let (bytes, number) = number_before(bytes, 10)?;
    // 0 is no object, and digits that belong to something else are none either.
    let apart = bytes.last().is_none_or(|&byte| !byte.is_ascii_digit());
    let number = u32::try_from(number).ok().filter(|&number| number > 0 && apart)?;
    Some((number, u16::try_from(generation).unwrap_or(0)))
}

/// The number at the end of the bytes, blanks after it passed, and what stands before it.
fn number_before(bytes: &[u8], most_digits: usize) -> Option<(&[u8], u64)> {
    const MOST_BLANKS: usize = 16;
    let blanks = bytes.iter().rev().take(MOST_BLANKS).take_while(|&&byte| is_blank(byte)).count();
    let bytes = &bytes[..bytes.len() - blanks];
    let digits =
        bytes.iter().rev().take(most_digits).take_while(|byte| byte.is_ascii_digit()).count();
    let (before, digits) = bytes.split_at(bytes.len() - digits);
    let digits = std::str::from_utf8(digits).ok()?;
    Some((before, digits.parse().ok()?))
}

/// The dictionary of the stream whose keyword ends at `at`, and where its data begin and end; nothing if the word stands
/// within something else.
fn stream_at(bytes: &[u8], object: &mut Current, at: usize) -> Option<(Dictionary, usize, usize)> {
    let keyword = at - b"stream".len();
    let mut lexer = Lexer::new(&bytes[object.at..keyword]);
    let value = lexer.value();
    lexer.blanks();
    // An object is looked at once: its bytes may hold the word as often as they like.
    object.open = false;
    let Some(Value::Dictionary(dictionary)) = value else { return None };
    if object.at + lexer.at() != keyword {
        return None;
    }
    let start = match bytes.get(at..at + 2) {
        Some(b"\r\n") => at + 2,
        Some([b'\r' | b'\n', _]) => at + 1,
        _ => at,
    };
    let ends_at = |end: usize| {
        let rest = bytes.get(end..).unwrap_or_default();
        let blanks = rest.iter().take(4).take_while(|&&byte| is_blank(byte)).count();
        rest[blanks..].starts_with(b"endstream")
    };
    let length = dictionary.get(b"Length".as_slice()).and_then(Value::count);
    let end = match length.and_then(|length| start.checked_add(length)) {
        Some(end) if ends_at(end) => end,
        // Its length stands elsewhere or is wrong: the word that ends it is looked for.
        _ => {
            let rest = &bytes[start..];
            let mut at = 0;
            loop {
                match rest[at..].iter().position(|&byte| byte == b'e') {
                    Some(next) if rest[at + next..].starts_with(b"endstream") => {
                        break start + at + next;
                    }
                    Some(next) => at += next + 1,
                    None => break bytes.len(),
                }
            }
        }
    };
    Some((dictionary, start, end))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn open(bytes: &[u8]) -> File<'_> {
        let deadline = Instant::now() + Duration::from_secs(60);
        File::open(bytes, deadline).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    #[test]
    fn the_last_object_of_a_number_counts() {
        let file = open(
            b"1 0 obj 5 endobj 12 0 obj [1 0 R] endobj 1 0 obj/Name endobj\n3 0 obj 1 0 R endobj",
        );
        assert!(file.object(1) == Value::Name(b"Name".to_vec()));
        assert!(*file.resolve(&Value::Reference(3)) == Value::Name(b"Name".to_vec()));
        assert!(file.object(2) == Value::Null);
    }

    #[test]
    fn streams_end_where_they_should() {
        let file = open(
            b"1 0 obj<</Length 18>>stream\n9 0 obj endstream \nendstream endobj\
              2 0 obj<</Length 99/S(stream)>>\nstream\r\nabc\nendstream endobj\
              3 0 obj<</Length 4 0 R>>stream\nxyz",
        );
        let data = |number| file.stream(number).map(|stream| stream.data);
        assert_eq!(data(1), Some(b"9 0 obj endstream ".as_slice()));
        assert!(file.object(9) == Value::Null, "what stands in a stream is no object");
        assert_eq!(data(3), Some(b"xyz".as_slice()));
        assert_eq!(data(2), None, "the word stood in a string first");
    }

    #[test]
    fn packed_objects_are_found() {
        let file = open(
            b"7 0 obj(old)endobj 1 0 obj<</Type/ObjStm/N 2/First 8/Length 17>>stream\n7 0 8 5 (new)/Eight\nendstream\
              endobj 8 0 obj(newer)endobj trailer<</Root 7 0 R>>",
        );
        assert!(file.object(7) == Value::Bytes(b"new".to_vec()));
        assert!(file.object(8) == Value::Bytes(b"newer".to_vec()));
        assert!(file.trailer()[b"Root".as_slice()] == Value::Reference(7));
    }

    #[test]
    fn references_that_lead_in_a_circle_lead_nowhere() {
        let file = open(b"1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj");
        assert!(*file.resolve(&Value::Reference(1)) == Value::Null);
    }
}

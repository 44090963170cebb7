//! Encrypted files that open without a password (ISO 32000-2, 7.6): many PDFs forbid printing or copying only.
//!
//! lopdf knows the algorithms; here its answers are asked for with values that it can bear.

use lopdf::encryption::decrypt_object;
use lopdf::{Dictionary as Entries, Document, EncryptionState, Object, Stream, StringFormat};

use super::value::{Dictionary, Value};

/// Number that the description of the encryption gets in the small document that is made of it.
const ENCRYPTION: (u32, u16) = (1, 0);

/// The key to a file.
pub(super) struct Lock {
    state: EncryptionState,
}

impl Lock {
    /// Opens a file by its description of the encryption and the first part of its ID, with no password. Nothing if that
    /// does not open it. `resolve` follows references.
    pub fn open(
        encryption: &Dictionary,
        id: &[u8],
        resolve: &dyn Fn(&Value) -> Value,
    ) -> Option<Self> {
        let mut entries = Entries::new();
        for (key, value) in encryption {
            entries.set(key.as_slice(), object(&resolve(value), resolve, 0));
        }
        // These two have one key length, which some files leave out or give in bytes.
        match encryption.get(b"V".as_slice()).and_then(Value::number) {
            Some(4.0) => entries.set("Length", 128),
            Some(5.0) => entries.set("Length", 256),
            _ => {}
        }
        let mut document = Document::new();
        document.objects.insert(ENCRYPTION, Object::Dictionary(entries));
        document.trailer.set("Encrypt", Object::Reference(ENCRYPTION));
        let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
        document.trailer.set("ID", Object::Array(vec![id]));
        document.authenticate_user_password("").ok()?;
        EncryptionState::decode(&document, "").ok().map(|state| Self { state })
    }

    /// Decrypts the strings in an object.
    pub fn open_strings(&self, number: u32, generation: u16, value: &mut Value) {
        match value {
            Value::Bytes(bytes) => {
                let mut object = Object::String(std::mem::take(bytes), StringFormat::Literal);
                if decrypt_object(&self.state, (number, generation), &mut object).is_ok()
                    && let Object::String(decrypted, _) = object
                {
                    *bytes = decrypted;
                }
            }
            Value::List(list) => {
                list.iter_mut().for_each(|value| self.open_strings(number, generation, value));
            }
            Value::Dictionary(dictionary) => {
                dictionary
                    .values_mut()
                    .for_each(|value| self.open_strings(number, generation, value));
            }
            _ => {}
        }
    }

    /// Decrypts the data of a stream; nothing if they are damaged.
    pub fn open_data(&self, number: u32, generation: u16, data: &[u8]) -> Option<Vec<u8>> {
        let decrypted = |data: &[u8]| {
            let mut object = Object::Stream(Stream::new(Entries::new(), data.to_vec()));
            decrypt_object(&self.state, (number, generation), &mut object).ok()?;
            if let Object::Stream(stream) = object { Some(stream.content) } else { None }
        };
        // Where the length was not known, a line end may have come along, which blocks of 16 bytes do not bear.
        decrypted(data).or_else(|| decrypted(&data[..data.len() / 16 * 16]))
    }
}

/// The same object in lopdf's words. The description of an encryption nests three deep.
fn object(value: &Value, resolve: &dyn Fn(&Value) -> Value, depth: u32) -> Object {
    match value {
        Value::Number(number) if number.fract() == 0.0 => Object::Integer(*number as i64),
        Value::Number(number) => Object::Real(*number as f32),
        Value::Name(name) => Object::Name(name.clone()),
        Value::Bytes(bytes) => Object::String(bytes.clone(), StringFormat::Literal),
        Value::Word(word) if word == b"true" => Object::Boolean(true),
        Value::Word(word) if word == b"false" => Object::Boolean(false),
        Value::Dictionary(dictionary) if depth < 4 => {
            let mut entries = Entries::new();
            for (key, value) in dictionary {
                entries.set(key.as_slice(), object(&resolve(value), resolve, depth + 1));
            }
            Object::Dictionary(entries)
        }
        _ => Object::Null,
    }
}

//! The encodings that a document names: by the number of a code page, or by a font's character set.

use encoding_rs::*;

/// How the bytes of a text are to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum CodePage {
    /// As the document says for all, or Windows-1252 if it says nothing.
    #[default]
    Document,
    Known(&'static Encoding),
    /// A code page that nothing here can read; its number.
    Unknown(i32),
    /// Each byte is the place of a sign in a font.
    Symbols,
}

impl CodePage {
    /// By its number in Windows (RTF 1.9.1, `\ansicpg` and `\cpg`).
    pub fn numbered(number: i32) -> Self {
        Self::Known(match number {
            0 => return Self::Document,
            42 => return Self::Symbols,
            866 => IBM866,
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 | 28591 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 | 28599 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            20866 => KOI8_R,
            21866 => KOI8_U,
            28592 => ISO_8859_2,
            28595 => ISO_8859_5,
            28597 => ISO_8859_7,
            28605 => ISO_8859_15,
            54936 => GB18030,
            65001 => UTF_8,
            _ => return Self::Unknown(number),
        })
    }

    /// By the character set of a font (RTF 1.9.1, `\fcharset`).
    pub fn of_font(character_set: i32) -> Self {
        Self::numbered(match character_set {
            0 => 1252,
            2 => return Self::Symbols,
            77 => 10000,
            78 | 128 => 932,
            79 | 129 => 949,
            80 | 134 => 936,
            81 | 136 => 950,
            83 => 10006,
            89 => 10007,
            130 => 1361,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return Self::Document,
        })
    }
}

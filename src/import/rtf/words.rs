//! What control words of Rich Text mean that stand for a character, or for text that is not part of what is read
//! (RTF 1.9.1, “Special Characters” and the index of control words).

/// The character that a control word stands for, tabs aside.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"ltrmark" => "\u{200e}",
        b"rtlmark" => "\u{200f}",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        b"zwbo" => "\u{200b}",
        b"zwnbo" => "\u{2060}",
        _ => return None,
    })
}

/// The character that a control symbol stands for.
pub(super) fn symbol(symbol: u8) -> Option<&'static str> {
    Some(match symbol {
        b'\\' => "\\",
        b'{' => "{",
        b'}' => "}",
        b'~' => "\u{a0}",
        b'_' => "\u{2011}",
        b'-' => "\u{ad}",
        b'\t' => "\t",
        b' ' => " ",
        _ => return None,
    })
}

/// Whether a control word begins something that is no text of the document, though old readers do not know to pass over
/// it: what they do not know to pass over is marked `\*`, and passed over here too.
pub(super) fn is_no_text(word: &[u8]) -> bool {
    matches!(
        word,
        b"colortbl"
            | b"info"
            | b"pict"
            | b"object"
            | b"header"
            | b"headerl"
            | b"headerr"
            | b"headerf"
            | b"footer"
            | b"footerl"
            | b"footerr"
            | b"footerf"
            | b"ftnsep"
            | b"ftnsepc"
            | b"ftncn"
            | b"aftnsep"
            | b"aftnsepc"
            | b"aftncn"
            | b"fldinst"
            | b"tc"
            | b"tcn"
            | b"xe"
            | b"rxe"
            | b"txe"
            | b"bkmkstart"
            | b"bkmkend"
            | b"listtable"
            | b"listoverridetable"
            | b"revtbl"
            | b"rsidtbl"
            | b"filetbl"
            | b"generator"
            | b"nonesttables"
            | b"nonshppict"
            | b"shprslt"
            | b"atnicn"
            | b"atndate"
            | b"atntime"
            | b"atnparent"
            | b"pn"
            | b"pnseclvl"
            | b"template"
            | b"private1"
            | b"mmathPict"
    )
}

//! Which language a text is in, and what languages are called.

use whatlang::{Lang, detect};

use super::{Text, turns};
use crate::domain::Span;

/// So many bytes are looked at.
const SAMPLE: usize = 20_000;
/// Fewer letters than this are too few to tell.
const FEWEST: usize = 60;

/// Codes (ISO 639-1) with the languages' names in English, by code.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("ak", "Akan"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gd", "Scottish Gaelic"),
    ("gl", "Galician"),
    ("gu", "Gujarati"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("ht", "Haitian Creole"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("ig", "Igbo"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("jv", "Javanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("la", "Latin"),
    ("lb", "Luxembourgish"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mg", "Malagasy"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("mt", "Maltese"),
    ("my", "Burmese"),
    ("nb", "Norwegian Bokmål"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("nn", "Norwegian Nynorsk"),
    ("no", "Norwegian"),
    ("or", "Odia"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("rw", "Kinyarwanda"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sn", "Shona"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("ti", "Tigrinya"),
    ("tk", "Turkmen"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("wo", "Wolof"),
    ("xh", "Xhosa"),
    ("yi", "Yiddish"),
    ("yo", "Yoruba"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];

/// The ISO 639-1 code of the language that most of a text seems to be in: `en`. Nothing when that is not sure, as in
/// short or mixed texts. Judges by a sample from the middle; speakers' markers and headers are left aside.
pub fn guess(text: &Text) -> Option<&'static str> {
    let sample = sample(text);
    if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST).count() < FEWEST {
        return None;
    }
    detect(&sample).filter(|found| found.is_reliable()).map(|found| code_of(found.lang()))
}

/// The English name of a language, by its ISO 639-1 code: `English` for `en`.
pub fn name(code: &str) -> Option<&'static str> {
    let at = LANGUAGES.binary_search_by(|(known, _)| known.cmp(&code)).ok()?;
    Some(LANGUAGES[at].1)
}

/// The ISO 639-1 code of a language, by its code or its English name, without regard to case: `en` for `English`.
pub fn code(word: &str) -> Option<&'static str> {
    let word = word.trim();
    let is_it = |known: &str| known.to_lowercase() == word.to_lowercase();
    LANGUAGES.iter().find(|(code, name)| is_it(code) || is_it(name)).map(|(code, _)| *code)
}

/// All languages that have a name here: their ISO 639-1 codes and English names, by code.
pub fn all() -> &'static [(&'static str, &'static str)] {
    LANGUAGES
}

/// What is said in the middle of a text, or what is written there when nobody speaks.
fn sample(text: &Text) -> String {
    let turns = turns::recognise(text);
    let spoken = turns.iter().filter(|turn| turn.speaker.is_some());
    let mut parts: Vec<Span> =
        spoken.map(|turn| Span { start: turn.span.start + turn.marker, ..turn.span }).collect();
    if parts.is_empty() {
        parts = text.paragraphs().iter().map(|paragraph| paragraph.span).collect();
    }
    let middle = text.code_point(text.as_str().len().saturating_sub(SAMPLE) / 2);
    let mut sample = String::new();
    for part in parts.iter().filter(|part| part.end > middle) {
        let start = text.byte(part.start.max(middle));
        let rest = &text.as_str()[start..text.byte(part.end)];
        let room = SAMPLE.saturating_sub(sample.len());
        sample.push_str(&rest[..rest.floor_char_boundary(room)]);
        sample.push('\n');
        if rest.len() >= room {
            break;
        }
    }
    sample
}

/// The ISO 639-1 code of a language that can be recognised.
fn code_of(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SPOKEN: [(&str, &str); 6] = [
        (
            "en",
            "Well, we used to meet every week, but nobody had the time any more, and so the whole \
             thing just stopped. I think that people were disappointed at first.",
        ),
        (
            "de",
            "Also, wir haben uns früher jede Woche getroffen, aber dann hatte niemand mehr Zeit, und \
             so hat das Ganze einfach aufgehört. Ich glaube, die Leute waren enttäuscht.",
        ),
        (
            "fr",
            "Eh bien, nous nous réunissions chaque semaine, mais plus personne n'avait le temps, et \
             tout s'est arrêté. Je pense que les gens étaient déçus au début.",
        ),
        (
            "es",
            "Bueno, antes nos reuníamos todas las semanas, pero ya nadie tenía tiempo, y así todo se \
             acabó. Creo que al principio la gente estaba decepcionada.",
        ),
        (
            "pl",
            "No cóż, kiedyś spotykaliśmy się co tydzień, ale potem nikt już nie miał czasu i \
             wszystko po prostu się skończyło. Myślę, że ludzie byli rozczarowani.",
        ),
        (
            "ja",
            "そうですね、以前は毎週集まっていましたが、だんだん誰も時間が取れなくなって、結局そのまま終わって\
             しまいました。最初はみんながっかりしていたと思います。",
        ),
    ];

    #[test]
    fn languages_are_recognised() {
        for (code, words) in SPOKEN {
            assert_eq!(guess(&Text::new(words)), Some(code));
            let interview = format!("INT: {words}\n\nGP ID 161: {words}\n");
            assert_eq!(guess(&Text::new(interview.repeat(20))), Some(code));
        }
    }

    #[test]
    fn headers_and_markers_do_not_count() {
        let header =
            "Interview about the commissioning of services in the north of the country\n\n";
        let german = format!("Interviewer: {}\nGP ID 12: Ja.\n", SPOKEN[1].1).repeat(3);
        assert_eq!(guess(&Text::new(format!("{}{german}", header.repeat(3)))), Some("de"));
    }

    #[test]
    fn what_is_not_sure_is_not_guessed() {
        for words in ["", "Yes.", "INT: Well?\nGP: Well.", "12345 ".repeat(100).as_str()] {
            assert_eq!(guess(&Text::new(words)), None, "{words}");
        }
    }

    #[test]
    fn every_language_has_a_code_and_a_name() {
        assert!(LANGUAGES.is_sorted_by(|a, b| a.0 < b.0));
        for &language in Lang::all() {
            assert!(name(code_of(language)).is_some(), "{language}");
        }
        for (known, name) in all() {
            assert_eq!((code(known), code(&name.to_uppercase())), (Some(*known), Some(*known)));
        }
        assert_eq!((name("cy"), name("xx"), name("")), (Some("Welsh"), None, None));
        assert_eq!((code(" norwegian bokmÅl "), code("Klingon")), (Some("nb"), None));
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(parts in prop::collection::vec("\\PC{0,30}|INT: |名{90}|\n", 0..40)) {
            let text = Text::new(parts.concat());
            let _ = guess(&text);
            prop_assert!(sample(&Text::new(text.as_str().repeat(40))).len() <= SAMPLE + 1);
        }
    }
}

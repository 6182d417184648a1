//! Language tags (BCP 47): a language, perhaps a script and a region.

use serde::Deserialize;
use serde::de::{self, Deserializer};

use crate::diag::nearest;

/// The way a script runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// A language as the manifest or a span names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Language {
    /// ISO 639: two or three small letters.
    pub code: String,
    /// ISO 15924: four letters, as in `Latn`.
    pub script: Option<String>,
    /// ISO 3166-1: two capital letters.
    pub region: Option<String>,
}

impl Language {
    /// Reads `en`, `de-CH` or `sr-Latn`; `_` may stand for `-`.
    ///
    /// # Errors
    /// Says what is wrong with it, and what was perhaps meant.
    pub fn parse(tag: &str) -> Result<Self, String> {
        let mut parts = tag.trim().split(['-', '_']);
        let code = parts.next().unwrap_or_default().to_lowercase();
        if !is_known(&code) {
            let meant = by_name(tag)
                .or_else(|| nearest(&code, NAMES.iter().map(|(name, _)| *name)).and_then(by_name));
            let hint = meant.map(|code| format!("; did you mean \"{code}\"?")).unwrap_or_default();
            return Err(format!(
                "no such language as `{tag}`: use a tag such as \"en\" or \"de-CH\"{hint}"
            ));
        }
        let (mut script, mut region) = (None, None);
        for part in parts {
            let letters = part.chars().all(|c| c.is_ascii_alphabetic());
            if part.len() == 4 && letters && script.is_none() && region.is_none() {
                let mut word = part.to_lowercase();
                if let Some(first) = word.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                script = Some(word);
            } else if part.len() == 2 && letters && region.is_none() {
                let part = part.to_uppercase();
                if part == "UK" {
                    // Which is no code of ISO 3166-1, though everybody says it.
                    let say = format!("no such language as `{tag}`; did you mean \"{code}-GB\"?");
                    return Err(say);
                }
                region = Some(part);
            }
            // Other subtags (variants, private use) say nothing that a page could show.
        }
        Ok(Self { code, script, region })
    }

    /// The way its script runs.
    pub fn direction(&self) -> Direction {
        let rtl_script = matches!(self.script.as_deref(), Some("Arab" | "Hebr" | "Thaa" | "Syrc"));
        let rtl = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "ckb", "arz"];
        if rtl_script || (self.script.is_none() && rtl.contains(&self.code.as_str())) {
            Direction::Rtl
        } else {
            Direction::Ltr
        }
    }

    /// The tag in its usual form.
    pub fn tag(&self) -> String {
        let parts = [Some(&self.code), self.script.as_ref(), self.region.as_ref()];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join("-")
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Self::parse(&tag).map_err(de::Error::custom)
    }
}

fn is_known(code: &str) -> bool {
    ISO_639_1.split_whitespace().chain(ISO_639_3.split_whitespace()).any(|known| known == code)
}

/// The code of a language that was named instead of tagged.
fn by_name(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// All codes of ISO 639-1.
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce \
    ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv \
    ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr \
    ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh \
    yi yo za zh zu";

/// Languages of ISO 639-2 and -3 without a two-letter code in which pamphlets
/// are printed, or that older texts quote.
const ISO_639_3: &str = "akk ang arc ast arz ban bar ber bho ceb chr ckb cop crh csb dsb egy enm \
    fil frm fro frp frr fur gem gmh goh got grc gsw hak haw hmn hsb hil hif ilo jbo kab kha kok \
    krl ksh lad lij lmo ltg lus lzh mai mak map mni mul mwl nah nan nap nds new nog non nov och \
    ota pag pam pap pcd pdc pms pnt rom rue rup sah sat scn sco sgs shn shi sma smj smn sms srn \
    stq syc syr szl tet tpi tum tyv udm und vec vep vls vro war wuu xal xmf yue zea zgh";

/// Names that people write where a tag is wanted.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("castellano", "es"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("esperanto", "eo"),
    ("finnish", "fi"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("latin", "la"),
    ("nederlands", "nl"),
    ("norwegian", "nb"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        let swiss = Language::parse("de_ch").expect("German as in Switzerland");
        assert_eq!(swiss.tag(), "de-CH");
        assert_eq!(Language::parse("sr-latn").map(|l| l.tag()), Ok("sr-Latn".into()));
        assert_eq!(Language::parse("grc").map(|l| l.tag()), Ok("grc".into()));
        assert!(Language::parse("english").is_err_and(|e| e.contains("\"en\"")));
        assert!(Language::parse("xx").is_err());
        assert!(Language::parse("").is_err());
    }

    #[test]
    fn knows_which_run_to_the_left() {
        let direction = |tag| Language::parse(tag).map(|l| l.direction());
        assert_eq!(direction("fa"), Ok(Direction::Rtl));
        assert_eq!(direction("az-Arab"), Ok(Direction::Rtl));
        assert_eq!(direction("en"), Ok(Direction::Ltr));
        assert_eq!(direction("ku"), Ok(Direction::Ltr));
    }
}

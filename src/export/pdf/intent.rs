//! The colours the file means: sRGB (ISO 19005-2 §6.2.3).

use lopdf::{
    Dictionary, Document, Object,
    Object::{Array, Reference},
    Stream, dictionary,
};

/// Name of the colour space as ICC's registry has it.
const NAME: &str = "sRGB IEC61966-2.1";

/// A profile (ICC.1:2004-10, version 4.2) of the numbers of IEC 61966-2-1.
const PROFILE: &[u8] = include_bytes!("../srgb.icc");

/// Adds the output intent to the catalog.
pub(super) fn add(file: &mut Document) -> lopdf::Result<()> {
    let profile = file.add_object(Stream::new(dictionary! { "N" => 3 }, PROFILE.to_vec()));
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    for key in ["OutputConditionIdentifier", "Info"] {
        intent.set(key, Object::string_literal(NAME));
    }
    intent.set("DestOutputProfile", Reference(profile));
    file.catalog_mut()?.set("OutputIntents", Array(vec![intent.into()]));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::PROFILE;

    /// The illuminant of the connection space, D50 (ICC.1:2004-10 §7.2.16).
    const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
    /// The Bradford transform from D65, the white of sRGB, to D50.
    const ADAPTATION: [f64; 9] =
        [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
    /// The curve of IEC 61966-2-1 as a parametric curve of type 3 (ICC.1:2004-10 §10.15): exponent,
    /// slope and offset of the power, slope of the straight part, and where it ends.
    const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];
    /// The primaries of sRGB seen under D50, by the Bradford transform.
    const PRIMARIES: [(&str, [f64; 3]); 3] = [
        ("rXYZ", [0.43607, 0.22249, 0.01392]),
        ("gXYZ", [0.38515, 0.71687, 0.09708]),
        ("bXYZ", [0.14307, 0.06061, 0.71410]),
    ];

    fn word(at: usize) -> usize {
        u32::from_be_bytes(PROFILE[at..at + 4].try_into().unwrap()) as usize
    }

    /// What a tag holds (ICC.1:2004-10 §7.3).
    fn tag(signature: &str) -> &'static [u8] {
        let mut entries = (0..word(128)).map(|n| 132 + 12 * n);
        let entry = entries.find(|&at| &PROFILE[at..at + 4] == signature.as_bytes()).unwrap();
        &PROFILE[word(entry + 4)..][..word(entry + 8)]
    }

    /// `s15Fixed16Number`s.
    fn fixed(values: &[f64]) -> Vec<u8> {
        values.iter().flat_map(|v| ((v * 65536.0).round() as i32).to_be_bytes()).collect()
    }

    #[test]
    fn the_profile_says_srgb() {
        assert_eq!(word(0), PROFILE.len());
        assert_eq!(word(8), 0x0420_0000, "version 4.2");
        assert_eq!(&PROFILE[12..24], b"mntrRGB XYZ ");
        assert_eq!(&PROFILE[36..40], b"acsp");
        assert_eq!(&PROFILE[68..80], fixed(&D50));
        let numbers =
            |kind: &str, values: &[f64]| [kind.as_bytes(), &[0; 4], &fixed(values)].concat();
        assert_eq!(tag("wtpt"), numbers("XYZ ", &D50));
        assert_eq!(tag("chad"), numbers("sf32", &ADAPTATION));
        for (signature, values) in PRIMARIES {
            assert_eq!(tag(signature), numbers("XYZ ", &values));
        }
        let curve = [b"para\0\0\0\0\0\x03\0\0", &*fixed(&CURVE)].concat();
        for signature in ["rTRC", "gTRC", "bTRC"] {
            assert_eq!(tag(signature), curve);
        }
        for (signature, text) in [("desc", "sRGB"), ("cprt", "CC0")] {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(tag(signature).ends_with(&units), "{text}");
        }
    }
}

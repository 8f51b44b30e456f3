//! YAML 1.2, with numbers as they are written: `007` is the number of a box, `3.10` that of a document.

use std::fmt;

use serde::de::{Deserialize as _, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads a mapping. Each number becomes the text it is written as.
///
/// # Errors
/// Where it is no YAML, or no mapping.
pub(super) fn read(text: &str) -> Result<Map<String, Value>, serde_saphyr::Error> {
    // `NO` is Norway.
    let options = || serde_saphyr::options! { strict_booleans: true };
    let fields: Map<String, Value> = serde_saphyr::from_str_with_options(text, options())?;
    let mut whole = Value::Object(fields);
    if has_numbers(&whole) {
        // The library says what is a number, and gives it as written where it is asked for a string.
        whole = serde_saphyr::with_deserializer_from_str_with_options(text, options(), |yaml| AsWritten(&whole).deserialize(yaml))?;
    }
    match whole {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

fn has_numbers(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Array(all) => all.iter().any(has_numbers),
        Value::Object(fields) => fields.values().any(has_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Reads a value once more, whose shape is known.
struct AsWritten<'a>(&'a Value);

impl<'de> DeserializeSeed<'de> for AsWritten<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            Value::Number(_) => deserializer.deserialize_string(self),
            Value::Array(_) => deserializer.deserialize_seq(self),
            Value::Object(_) => deserializer.deserialize_map(self),
            other => serde::de::IgnoredAny::deserialize(deserializer).map(|_| other.clone()),
        }
    }
}

impl<'de> Visitor<'de> for AsWritten<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same value again")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let known = self.0.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut all = Vec::with_capacity(known.len());
        for value in known {
            all.extend(values.next_element_seed(AsWritten(value))?);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let known = self.0.get(&key).unwrap_or(&Value::Null);
            let value = entries.next_value_seed(AsWritten(known))?;
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}

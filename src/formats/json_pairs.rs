//! Fields of a record that are a list of names and values, as databases without fixed columns and IIIF keep them:
//! `"metadata": [{"field": "Sender", "value": "Ann"}, {"label": {"en": ["Date"]}, "value": {"en": ["1848"]}}]`.

use serde_json::{Map, Value};

use super::json_cells::plain;
use crate::model::columns::Field;

/// What the name of a field is called in such a list, and what its value.
const NAMES: [&str; 6] = ["field", "label", "name", "key", "property", "term"];
const VALUES: [&str; 3] = ["value", "values", "content"];

/// Puts the fields that a list names among those of the record, where the list names one that is known; a field that the record
/// has by itself stays.
pub(super) fn spread(fields: &mut Map<String, Value>) {
    let named: Vec<(String, Vec<(String, Value)>)> = fields
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), pairs(value)?)))
        .collect();
    for (list, pairs) in named {
        let is_free = |name: &str| !fields.keys().any(|key| key.eq_ignore_ascii_case(name) && *key != list);
        if !pairs.iter().all(|(name, _)| is_free(name)) {
            continue;
        }
        fields.shift_remove(&list);
        for (name, value) in pairs {
            match fields.get_mut(&name) {
                Some(Value::Array(all)) => all.push(value),
                Some(one) => *one = Value::Array(vec![one.take(), value]),
                None => {
                    fields.insert(name, value);
                }
            }
        }
    }
}

/// The names and values in a list that has nothing else, and names a field that is known.
fn pairs(list: &Value) -> Option<Vec<(String, Value)>> {
    let all = list.as_array().filter(|all| all.len() > 1)?;
    let pairs: Vec<(String, Value)> = all.iter().map(pair).collect::<Option<_>>()?;
    pairs.iter().any(|(name, _)| Field::from_name(name).is_some()).then_some(pairs)
}

fn pair(one: &Value) -> Option<(String, Value)> {
    let fields = one.as_object().filter(|fields| fields.len() == 2)?;
    let of = |words: &[&str]| {
        let found = fields
            .iter()
            .find(|(key, _)| words.iter().any(|word| key.eq_ignore_ascii_case(word)));
        found.map(|(_, value)| in_a_language(value))
    };
    let name = of(&NAMES)?.as_str()?.trim().to_owned();
    (!name.is_empty()).then_some((name, of(&VALUES)?))
}

/// `{"en": ["Date"]}`, as IIIF says in which language a text is: the text, of several languages in the first.
fn in_a_language(value: &Value) -> Value {
    let texts = value.as_object().and_then(|languages| languages.values().next()?.as_array());
    match texts {
        Some(texts) => Value::String(texts.iter().map(plain).collect::<Vec<_>>().join("; ")),
        None => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spread_in(mut record: Value) -> Value {
        record.as_object_mut().into_iter().for_each(spread);
        record
    }

    #[test]
    fn a_list_of_names_and_values_is_the_fields_that_it_names() {
        let record = json!({"id": 1, "metadata": [{"field": "Sender", "value": "Ann"}, {"field": "Sender", "value": "Bob"}, {"field": "Date", "value": "1848"}]});
        assert_eq!(spread_in(record), json!({"id": 1, "Sender": ["Ann", "Bob"], "Date": "1848"}));
        let record = json!({"metadata": [{"label": {"en": ["Date"]}, "value": {"none": ["1848"]}}, {"label": "Shelf", "value": "B 7"}]});
        assert_eq!(spread_in(record), json!({"Date": "1848", "Shelf": "B 7"}));
    }

    #[test]
    fn lists_of_something_else_stay() {
        let same = |record: Value| assert_eq!(spread_in(record.clone()), record);
        same(json!({"scores": [{"name": "a", "value": 1}, {"name": "b", "value": 2}]}));
        same(json!({"Date": "1848", "metadata": [{"field": "Date", "value": "1849"}, {"field": "Sender", "value": "Ann"}]}));
        same(json!({"metadata": [{"field": "Date", "value": "1849", "unit": "day"}, {"field": "Sender", "value": "Ann", "unit": ""}]}));
    }
}

//! The JSON Schema of the configuration, for editors.

use serde_json::{Map, Value, json};

use super::keys::{DAYS, KEYS, LEVELS, Shape, columns};

/// The schema.
pub fn schema() -> Value {
    let properties: Map<String, Value> = KEYS
        .iter()
        .map(|entry| {
            let mut property = shape(entry.shape);
            property.insert("description".to_owned(), entry.about.into());
            (entry.name.to_owned(), Value::Object(property))
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "featsite.yaml",
        "description": "Configuration of a featsite content folder. Every key is optional.",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": properties,
    })
}

/// A day, or the first and the last of several.
const DAYS_OFF: &str = r"^\d{4}-\d{2}-\d{2}(\s*\.\.\s*\d{4}-\d{2}-\d{2})?$";

fn shape(shape: Shape) -> Map<String, Value> {
    let texts = json!({ "type": "string" });
    let value = match shape {
        Shape::Text => texts,
        Shape::Address => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Globs => json!({ "type": ["array", "string"], "items": texts }),
        Shape::Words(vocabulary) => {
            json!({ "type": "object", "additionalProperties": { "enum": vocabulary.words() } })
        }
        Shape::Filters => json!({ "type": "object", "additionalProperties": texts }),
        Shape::Levels => {
            let mut levels: Vec<Value> = LEVELS.iter().map(|level| (*level).into()).collect();
            // To most readers of YAML a bare `off` is `false`.
            levels.push(false.into());
            let by_path = json!({
                "type": "object",
                "properties": { "level": { "enum": levels } },
                "additionalProperties": { "enum": levels },
            });
            json!({ "type": "object", "additionalProperties": { "oneOf": [{ "enum": levels }, by_path] } })
        }
        Shape::Columns => {
            let settings = json!({
                "type": ["object", "null"],
                "additionalProperties": false,
                "properties": { "title": texts, "limit": { "type": "integer", "minimum": 1 } },
            });
            let named: Map<String, Value> =
                columns().iter().map(|name| ((*name).to_owned(), settings.clone())).collect();
            let one = json!({
                "type": "object", "minProperties": 1, "maxProperties": 1,
                "additionalProperties": false, "properties": named,
            });
            json!({ "type": "array", "items": { "oneOf": [{ "enum": columns() }, one] } })
        }
        Shape::Calendar => json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "weekend": { "type": "array", "items": { "enum": DAYS } },
                "holidays": { "type": "array", "items": { "type": "string", "pattern": DAYS_OFF } },
            },
        }),
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

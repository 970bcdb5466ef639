public import OrderedCollections

/// A JSON-like value: what YAML files, API objects and recordings are made of.
///
/// Objects keep the order in which their members were put in; two objects are equal only when
/// that order is equal too (use `sorted` to compare regardless of order).
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSON])
  case object(OrderedDictionary<String, JSON>)
}

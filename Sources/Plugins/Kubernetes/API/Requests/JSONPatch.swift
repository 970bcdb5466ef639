import OrderedCollections
import Values

/// JSON patches (RFC 6902): a list of operations on places.
enum JSONPatch {
  /// How many operations a patch may have, and how many bytes of JSON these may copy: copies of
  /// copies double with each operation.
  static let maximumOperations = 10_000
  static let maximumCopied = 3 << 20

  static func apply(_ patch: JSON, to value: JSON) throws(APIError) -> JSON {
    guard case .array(let operations) = patch else {
      throw APIError(
        .badRequest, "json: cannot unmarshal object into Go value of type jsonpatch.Patch")
    }
    guard operations.count <= maximumOperations else {
      throw APIError(
        .requestEntityTooLarge,
        "Request entity too large: The allowed maximum operations in a JSON patch is"
          + " \(maximumOperations), got \(operations.count)")
    }
    var result = value
    var copied = 0
    for operation in operations {
      let name = operation["op"]?.string ?? ""
      guard let path = operation["path"]?.string.flatMap({ steps($0) }) else {
        throw refused("\(name) operation does not apply: path is missing")
      }
      switch name {
      case "add", "replace":
        guard let new = operation["value"] else {
          throw refused("\(name) operation does not apply: value is missing")
        }
        result = try changed(result, path[...], name, operation, new)
      case "remove":
        result = try changed(result, path[...], name, operation, nil)
      case "test":
        guard found(result, path) ?? .null == operation["value"] ?? .null else {
          throw refused(
            "testing value \(operation["path"]?.string ?? "") failed: test failed")
        }
      case "move", "copy":
        guard let from = operation["from"]?.string.flatMap({ steps($0) }),
          let moved = found(result, from)
        else { throw missing(name, operation["from"]?.string ?? "") }
        if name == "move" {
          result = try changed(result, from[...], "remove", operation, nil)
        } else {
          copied += moved.compactText.utf8.count
          if copied > maximumCopied {
            throw refused(
              "Unable to complete the copy, the accumulated size increase of copy is \(copied),"
                + " exceeding the limit \(maximumCopied)")
          }
        }
        result = try changed(result, path[...], "add", operation, moved)
      default: throw refused("Unexpected kind: \(name)")
      }
    }
    return result
  }

  static func refused(_ message: String) -> APIError {
    var error = APIError(
      .invalid, "the server rejected our request due to an error in our request")
    error.causes = [
      APIError.Cause(reason: "UnexpectedServerResponse", field: "", message: message)
    ]
    return error
  }

  static func missing(_ name: String, _ path: String) -> APIError {
    refused("\(name) operation does not apply: doc is missing path: \"\(path)\": missing value")
  }

  static func steps(_ pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.hasPrefix("/") else { return nil }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      unescaped(String($0))
    }
  }

  /// `~1` stands for a slash, `~0` for a tilde.
  static func unescaped(_ text: String) -> String {
    var result = ""
    var afterTilde = false
    for character in text {
      if afterTilde {
        result.append(character == "1" ? "/" : "~")
        if character != "0", character != "1" { result.append(character) }
        afterTilde = false
      } else if character == "~" {
        afterTilde = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  static func found(_ value: JSON, _ path: [String]) -> JSON? {
    var present = value
    for step in path {
      switch present {
      case .object(let members):
        guard let next = members[step] else { return nil }
        present = next
      case .array(let items):
        guard let index = Int(step), items.indices.contains(index) else { return nil }
        present = items[index]
      default: return nil
      }
    }
    return present
  }

  static func changed(
    _ value: JSON, _ path: ArraySlice<String>, _ name: String, _ operation: JSON, _ new: JSON?
  ) throws(APIError) -> JSON {
    guard let step = path.first else { return new ?? .null }
    let whole = operation["path"]?.string ?? ""
    let isLast = path.count == 1
    switch value {
    case .object(var members):
      if isLast {
        if name != "add", members[step] == nil { throw missing(name, whole) }
        members[step] = new
      } else {
        guard let inner = members[step] else { throw missing(name, whole) }
        members[step] = try changed(inner, path.dropFirst(), name, operation, new)
      }
      return .object(members)
    case .array(var items):
      if isLast, name == "add" {
        let index = step == "-" ? items.count : Int(step) ?? -1
        guard (0...items.count).contains(index) else { throw missing(name, whole) }
        items.insert(new ?? .null, at: index)
        return .array(items)
      }
      guard let index = Int(step), items.indices.contains(index) else {
        throw missing(name, whole)
      }
      if !isLast {
        items[index] = try changed(items[index], path.dropFirst(), name, operation, new)
      } else if let new {
        items[index] = new
      } else {
        items.remove(at: index)
      }
      return .array(items)
    default: throw missing(name, whole)
    }
  }
}

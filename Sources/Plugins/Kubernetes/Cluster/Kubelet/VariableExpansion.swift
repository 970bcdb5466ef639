import OrderedCollections
import Simulation

/// Puts the values of variables into commands and values, as Kubernetes does: `$(NAME)`.
///
/// `$$(NAME)` stays as `$(NAME)`; a reference to an unknown variable stays as it is. A text that
/// grows longer than what a program can be given is cut there: it is too long all the same.
func expandingVariables(
  _ text: String, _ variables: OrderedDictionary<String, String>
) -> String {
  guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
  let source = Array(text.utf8)
  var result: [UInt8] = []
  var index = 0
  while index < source.count, result.count < ProcessSpace.argumentLimit {
    let byte = source[index]
    guard byte == UInt8(ascii: "$"), index + 1 < source.count else {
      result.append(byte)
      index += 1
      continue
    }
    let next = source[index + 1]
    if next == UInt8(ascii: "$") {
      result.append(next)
      index += 2
    } else if next == UInt8(ascii: "("),
      let end = source[index...].firstIndex(of: UInt8(ascii: ")"))
    {
      let name = String(decoding: source[(index + 2)..<end], as: UTF8.self)
      if let value = variables[name] {
        result.append(contentsOf: value.utf8)
      } else {
        result.append(contentsOf: source[index...end])
      }
      index = end + 1
    } else {
      result.append(byte)
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}

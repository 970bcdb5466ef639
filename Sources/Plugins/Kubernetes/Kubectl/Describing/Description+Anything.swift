import GoWriting
import OrderedCollections
import Values

extension Description {
  /// The layout of kinds that have none of their own: the members of the object in the order of
  /// their names, with the names in words. A place is named even where there is none.
  mutating func anything(_ object: JSON) {
    row("Name", object.name)
    row("Namespace", object.namespace)
    labels("Labels", object.labels)
    annotations("Annotations", object.annotations)
    var shown = object
    for member in ["managedFields", "name", "namespace", "labels", "annotations"] {
      shown = shown.setting(["metadata", member], to: nil)
    }
    members(shown, level: 0)
  }

  private mutating func members(_ object: JSON, level: Int) {
    guard level < 64, let members = object.object else { return }
    for (name, value) in members.map({ ($0.key, $0.value) })
      .sorted(by: { $0.0.precedesByBytes($1.0) })
    {
      let title = MemberTitle.of(name)
      switch value {
      case .object:
        line("\(title):", level: level)
        self.members(value, level: level + 1)
      case .array(let items):
        line("\(title):", level: level)
        for item in items {
          if case .object = item {
            self.members(item, level: level + 1)
          } else {
            line(GoText.plain(item), level: level + 1)
          }
        }
      default: row(title, GoText.plain(value), level: level)
      }
    }
  }
}

/// The names of members in words: `creationTimestamp` is `Creation Timestamp`.
enum MemberTitle {
  private static let acronyms = ["API", "URL", "UID", "OSB", "GUID"]

  /// Names with anything but letters and dashes stay as they are.
  static func of(_ name: String) -> String {
    if name.isEmpty || name.contains(where: { !($0.isLetter || $0 == "-") }) { return name }
    return words(of: name).map { word in
      acronyms.contains(word.uppercased())
        ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
    }.joined(separator: " ")
  }

  private enum Class {
    case lower
    case upper
    case other

    init(_ character: Character) {
      self = character.isUppercase ? .upper : character.isLowercase ? .lower : .other
    }
  }

  /// Runs of small letters, capitals and others; the last capital belongs to the small letters
  /// behind it: `podCIDRs` is `pod CID Rs`.
  private static func words(of name: String) -> [String] {
    var runs: [(kind: Class, text: String)] = []
    for character in name {
      let kind = Class(character)
      if runs.last?.kind == kind {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append((kind, String(character)))
      }
    }
    for index in runs.indices.dropLast()
    where runs[index].kind == .upper && runs[index + 1].kind == .lower {
      if let last = runs[index].text.popLast() {
        runs[index + 1].text = String(last) + runs[index + 1].text
      }
    }
    return runs.map { $0.text }.filter { !$0.isEmpty }
  }
}

import OrderedCollections
import Values

extension Description {
  mutating func configMap(_ map: JSON) {
    metadata(map)
    line("\nData\n====")
    for (key, value) in map.map("data") { line("\(key):\n----\n\(value)\n") }
    line("\nBinaryData\n====")
    for (key, value) in map.map("binaryData") {
      line("\(key): \(Base64.decodedCount(value)) bytes")
    }
    line("")
  }

  func secret(_ secret: JSON) -> String {
    var description = self
    description.metadata(secret)
    description.line("\nType:\t\(secret.text("type"))")
    description.line("\nData\n====")
    for (key, value) in secret.map("data") {
      description.row(key, "\(Base64.decodedCount(value)) bytes")
    }
    return description.aligned
  }

  func quota(_ quota: JSON) -> String {
    var description = self
    description.row("Name", quota.name)
    description.row("Namespace", quota.namespace)
    description.quotaRows(of: quota, dashes: "--------\t----\t----", level: 0)
    return description.aligned
  }

  /// What a quota limits, and how much of it is used.
  private mutating func quotaRows(of quota: JSON, dashes: String, level: Int) {
    line("Resource\tUsed\tHard", level: level)
    line(dashes, level: level)
    let used = quota.at("status", "used")
    let names = (quota.at("status", "hard")?.object ?? [:]).map { ($0.key, $0.value) }
    for (name, hard) in names.sorted(by: { $0.0.precedesByBytes($1.0) }) {
      let amount = used?[name].map { GoText.plain($0) } ?? "0"
      line("\(name)\t\(amount)\t\(GoText.plain(hard))", level: level)
    }
  }

  func namespace(_ namespace: JSON, _ quotas: [JSON]) -> String {
    var description = self
    description.row("Name", namespace.name)
    description.labels("Labels", namespace.labels)
    description.annotations("Annotations", namespace.annotations)
    description.row("Status", namespace.text("status", "phase"))
    if quotas.isEmpty {
      description.line("\nNo resource quota.")
    } else {
      description.line("\nResource Quotas")
      for quota in quotas {
        description.line("Name:\t\(quota.name)", level: 1)
        description.quotaRows(of: quota, dashes: "--------\t---\t---", level: 1)
      }
    }
    description.line("\nNo LimitRange resource.")
    return description.aligned
  }

  /// The layout of kinds that have none of their own: the members of the object, with their
  /// names in words.
  mutating func anything(_ object: JSON) {
    metadata(object)
    row("API Version", object.text("apiVersion"))
    members(
      object.setting(["apiVersion"], to: nil)
        .setting(["metadata", "name"], to: nil)
        .setting(["metadata", "namespace"], to: nil)
        .setting(["metadata", "labels"], to: nil)
        .setting(["metadata", "annotations"], to: nil), level: 0)
  }

  private mutating func members(_ object: JSON, level: Int) {
    guard level < 64, let members = object.object else { return }
    let titled = members.map { (title: MemberTitle.of($0.key), value: $0.value) }
      .sorted { $0.title.precedesByBytes($1.title) }
    for (title, value) in titled {
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
  static func of(_ name: String) -> String {
    if name.isEmpty || name.contains(where: { !($0.isLetter || $0.isNumber) }) { return name }
    switch name {
    case "uid": return "UID"
    case "apiVersion": return "API Version"
    default: break
    }
    var words: [String] = []
    var word = ""
    for character in name {
      if character.isUppercase, let last = word.last, !last.isUppercase {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    words.append(word)
    let acronyms = ["api", "url", "uid", "oom", "dns", "ip", "id", "cpu", "http", "https", "tls"]
    return words.map { word in
      let lowered = word.lowercased()
      if lowered == "api" || lowered == "url" || lowered == "uid" { return lowered.uppercased() }
      return acronyms.contains(lowered)
        ? lowered.prefix(1).uppercased() + lowered.dropFirst()
        : word.prefix(1).uppercased() + word.dropFirst()
    }.joined(separator: " ")
  }
}

import GoWriting
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
}

import GoWriting
import KubernetesAPI
import Simulation
import Values

/// The text of `kubectl describe` while it is put together: lines whose cells end with tabs.
struct Description {
  var text = ""
  /// The time that ages are counted from.
  var now: VirtualTime

  init(now: VirtualTime = .zero) { self.now = now }

  /// The text with its columns aligned (K16).
  var aligned: String {
    var writer = TabWriter.description
    writer.write(text)
    return writer.flush()
  }

  mutating func line(_ line: String, level: Int = 0) {
    if level > 0 { text += String(repeating: "  ", count: level) }
    text += line
    text += "\n"
  }

  mutating func row(_ title: String, _ value: String, level: Int = 0) {
    line("\(title):\t\(value)", level: level)
  }

  /// A title with one value a line, all in the second column.
  mutating func rows(_ title: String, _ values: [String], indent: String = "") {
    if values.isEmpty {
      text += "\(indent)\(title):\t<none>\n"
      return
    }
    for (index, value) in values.enumerated() {
      text += index == 0 ? "\(indent)\(title):\t\(value)\n" : "\t\(value)\n"
    }
  }

  /// Labels or a node selector, one a line.
  mutating func labels(
    _ title: String, _ labels: [(key: String, value: String)], indent: String = ""
  ) {
    rows(title, labels.map { "\($0.key)=\($0.value)" }, indent: indent)
  }

  /// Annotations, one a line; long ones below their name; never what `apply` noted.
  mutating func annotations(
    _ title: String, _ annotations: [(key: String, value: String)], indent: String = ""
  ) {
    let shown = annotations.filter { $0.key != LastApplied.annotation }
    if shown.isEmpty {
      text += "\(indent)\(title):\t<none>\n"
      return
    }
    let limit = 140
    text += "\(indent)\(title):\t"
    for (index, (key, whole)) in shown.enumerated() {
      if index > 0 { text += "\(indent)\t" }
      let value = whole.hasSuffix("\n") ? String(whole.dropLast()) : whole
      if value.utf8.count + key.utf8.count + 2 <= limit, !value.contains("\n") {
        text += "\(key): \(value)\n"
        continue
      }
      text += "\(key):\n"
      for part in value.split(separator: "\n", omittingEmptySubsequences: false) {
        let isLong = part.utf8.count > limit - 2
        let start = isLong ? String(decoding: part.utf8.prefix(limit - 2), as: UTF8.self) : ""
        text += "\(indent)\t  \(isLong ? start + "..." : String(part))\n"
      }
    }
  }

  /// Name, namespace, and on demand labels and annotations.
  mutating func metadata(_ object: JSON, withLabels: Bool = true) {
    row("Name", object.name)
    if !object.namespace.isEmpty { row("Namespace", object.namespace) }
    if withLabels {
      labels("Labels", object.labels)
      annotations("Annotations", object.annotations)
    }
  }

  /// The owner that manages the object, if there is one.
  mutating func controller(_ object: JSON) {
    for owner in object.items("metadata", "ownerReferences")
    where owner["controller"]?.bool == true {
      row("Controlled By", "\(owner.text("kind"))/\(owner.text("name"))")
      return
    }
  }

  /// How long ago something was: `5m`, `<unknown>`.
  func age(_ time: VirtualTime?) -> String {
    guard let time else { return "<unknown>" }
    return (now - time).human
  }

  static func date(_ time: VirtualTime?) -> String { time?.calendar.rfc1123 ?? "<unset>" }
}

import Simulation

/// What fields and types mean, in a sentence or two.
public struct FieldDescriptions {
  /// What is known of one field.
  public struct Entry {
    /// What it means, in a sentence or two; not the words of Kubernetes' own documentation.
    public var text = ""
    /// Whether `kubectl explain` marks it `-required-`.
    public var isRequired = false
    /// The values that it may have; none when any will do.
    public var choices: [String] = []
    /// The type, for fields whose Go type says too little.
    public var type = ""

    /// An entry for a field that is not required and may hold anything.
    public init(text: String = "") { self.text = text }
  }

  private var entries: [String: Entry] = [:]

  /// Reads the texts: one field or type a line, `StatefulSetSpec.replicas: …`. A star behind
  /// the name stands for a required field, `{a, b}` for its choices, `<T>` for its type; a name that
  /// begins with `*.` is that of a field of any type.
  public init() {
    for text in [
      FieldDescriptions.common, FieldDescriptions.pods, FieldDescriptions.containers,
      FieldDescriptions.workloads, FieldDescriptions.network, FieldDescriptions.storage,
      FieldDescriptions.cluster,
    ] {
      for line in text.split(separator: "\n") { read(line) }
    }
  }

  private mutating func read(_ line: Substring) {
    guard let colon = line.place(of: ": ") else { return }
    var head = line[..<colon.lowerBound]
    var entry = Entry(text: String(line[colon.upperBound...]))
    if let start = head.firstIndex(of: "<") {
      entry.type = String(head[head.index(after: start)...].prefix { $0 != ">" })
      head = head[..<start]
    }
    if let start = head.firstIndex(of: "{") {
      entry.choices = head[head.index(after: start)...].prefix { $0 != "}" }
        .split(separator: ",").map { $0.filter { $0 != " " } }
      head = head[..<start]
    }
    var name = String(head.filter { $0 != " " })
    if name.hasSuffix("*") {
      entry.isRequired = true
      name.removeLast()
    }
    entries[name] = entry
  }

  /// What is known of a field of a type, both by their bare names; nil when nothing is.
  public func field(_ name: String, of type: String) -> Entry? {
    entries["\(type).\(name)"] ?? entries["*.\(name)"]
  }

  /// What is known of a type.
  public func type(_ name: String) -> String { entries[name]?.text ?? "" }
}

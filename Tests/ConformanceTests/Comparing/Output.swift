/// What one command printed, normalised and in a form in which only significant things differ.
///
/// The rules, each as narrow as it can be:
/// 1. Which node a pod is on is not significant: `node-2` is `<NODE>`, except where the command
///    itself is about nodes. Where a step behind the scenes chose a node it is so everywhere.
/// 2. The runtime of the recordings is fake: identifiers of containers and images, and what a
///    node says about its machine and runtime, are placeholders.
/// 3. Addresses follow from nodes, so only that they are there is compared.
/// 4. Rows with random names have no order of their own, and rows about Events come from
///    independent recorders: such rows are compared as a set. So are the events of a description,
///    and whole objects with random names in a list.
/// 5. A watch tells of objects that change independently: it is compared object by object.
/// 6. The API server of the recordings had a port of its own, their scheduler's host a name.
/// 7. Names and times of temporary files are chance. Ages are not significant, also where the normalisation leaves them; neither are versions of
///    the store, ports of nodes, the endings of the names of EndpointSlices, nor the first words of a log line.
/// 8. The descriptions of `kubectl explain` are the project's own words: what is compared is which
///    fields there are, and of which types.
struct Output {
  /// The lines, in a fixed order where order says nothing; placeholders keep their numbers.
  private(set) var lines: [String]
  /// The lines that belong to one object put together, where that is known; else each by itself.
  private var groups: [String] = []

  /// What stands for one object each, for telling which is which.
  var units: [String] { groups.isEmpty ? lines : groups }

  init(_ lines: [String], of command: String, isWatch: Bool, hidesNodes: Bool) {
    self.lines = lines
    while self.lines.last?.isEmpty == true { self.lines.removeLast() }
    replaceRuntime(isDescription: command.hasPrefix("kubectl describe"))
    replaceRest()
    if command.hasPrefix("kubectl explain ") {
      self.lines.removeAll { $0.isEmpty || $0.hasPrefix("    ") }
    }
    if hidesNodes || !Output.isAboutNodes(command) {
      self.lines = self.lines.map { Pattern.node.replacing($0) { _ in "<NODE>" } }
    }
    if isWatch {
      groupByObject()
    } else {
      orderRows(hidesNodes: hidesNodes)
      orderObjects()
    }
  }

  static func isAboutNodes(_ command: String) -> Bool {
    let words = command.split(separator: " ")
    return words.contains { word in
      ["node", "nodes", "no", "cordon", "uncordon", "drain", "taint"].contains(String(word))
        || word.hasPrefix("node/") || word.hasPrefix("nodes/")
    }
  }

  /// A line without the numbers of its placeholders.
  static func withoutNumbers(_ line: String) -> String {
    Pattern.placeholder.replacing(line) { "<\($0[1])>" }
  }

  // MARK: Rule 2

  private mutating func replaceRuntime(isDescription: Bool) {
    lines = lines.map { line in
      var line = Pattern.container.replacing(line) { _ in "<CONTAINER>" }
      line = Pattern.imageIdentifier.replacing(line) { $0[1] + "<IMAGE>" }
      line = Pattern.canonicalImage.replacing(line) { $0[1] }
      line = Pattern.machine.replacing(line) { _ in "   <MACHINE>   <CONTAINER>" }
      return line
    }
    if isDescription { lines.removeAll { Pattern.machineLine.matches($0) } }
  }

  // MARK: Rules 6 and 7

  private mutating func replaceRest() {
    lines = lines.map { line in
      var line = Pattern.serverPort.replacing(line) { _ in "6443" }
      line = Pattern.temporaryFile.replacing(line) { $0[1] + "<N>" }
      line = Pattern.fileTime.replacing(line) { $0[1] + "<TIME>" }
      line = Pattern.refusedPod.replacing(line) { $0[1] + "<END>" }
      line = Pattern.nodePort.replacing(line) { _ in "<NODEPORT>" }
      line = Pattern.serverAddress.replacing(line) { _ in "https://<SERVER>" }
      line = Pattern.schedulerHost.replacing(line) { $0[1] + "<HOST>" }
      line = Pattern.lastingAge.replacing(line) { _ in "(lasts <AGE>)" }
      line = Pattern.finalAge.replacing(line) { _ in "<AGE>" }
      line = Pattern.describedVersion.replacing(line) { $0[1] + "<RV>" }
      line = Pattern.quotedVersion.replacing(line) { $0[1] + "<RV>" }
      line = Pattern.sliceName.replacing(line) { "\($0[1])-<END>\($0[2])" }
      return Pattern.logLine.replacing(line) { _ in "<LOG>" }
    }
  }

  // MARK: Rule 4

  private mutating func orderRows(hidesNodes: Bool) {
    var result: [String] = []
    var rows: [String] = []
    var isTable = false
    var isEvents = false
    func flush() {
      let isUnordered =
        isEvents || rows.contains { Pattern.randomStart.matches($0) }
        || hidesNodes && rows.contains { $0.contains("<NODE>") }
      result += isUnordered ? Output.sorted(rows) : rows
      rows = []
    }
    for line in lines {
      let isHeader = Pattern.tableHeader.matches(line)
      if isHeader || line.hasPrefix("Events:") || line.isEmpty {
        flush()
        result.append(line)
        isTable = isHeader
        isEvents =
          line.hasPrefix("Events:") || isEvents && !line.isEmpty && line.hasPrefix(" ")
          || isHeader && line.contains("REASON") && line.contains("MESSAGE")
      } else if isTable || isEvents || line.contains("<SUFFIX-") {
        rows.append(line)
      } else {
        flush()
        result.append(line)
      }
    }
    flush()
    lines = result
  }

  private static func sorted(_ rows: [String]) -> [String] {
    rows.map { (withoutNumbers($0), $0) }.sorted { $0 < $1 }.map { $0.1 }
  }

  /// The objects of a list in YAML, or of several descriptions, where they have random names.
  private mutating func orderObjects() {
    let isList = lines.first == "apiVersion: v1" && lines.dropFirst().first == "items:"
    let isBegin: (String) -> Bool = { line in
      isList ? line.hasPrefix("- apiVersion:") : line.hasPrefix("Name:")
    }
    var head: [String] = []
    var blocks: [[String]] = []
    var tail: [String] = []
    for line in lines {
      if isBegin(line) {
        blocks.append([line])
      } else if blocks.isEmpty {
        head.append(line)
      } else if isList, !line.hasPrefix(" ") {
        tail.append(line)
      } else if tail.isEmpty {
        blocks[blocks.count - 1].append(line)
      } else {
        tail.append(line)
      }
    }
    guard blocks.count > 1 else { return }
    let areRandom = blocks.contains { block in
      block.contains { Pattern.randomName.matches($0) }
    }
    guard areRandom else { return }
    for index in blocks.indices { while blocks[index].last == "" { blocks[index].removeLast() } }
    let sorted = blocks.map { ($0.map(Output.withoutNumbers), $0) }.sorted {
      $0.0.lexicographicallyPrecedes($1.0)
    }
    lines = head + sorted.flatMap { $0.1 } + tail
    groups = head + sorted.map { $0.1.joined(separator: "\n") } + tail
  }

  // MARK: Rule 5

  private mutating func groupByObject() {
    var result: [String] = []
    var rows: [String: [String]] = [:]
    var column = 0
    func flush() {
      let texts = rows.values.map { ($0.map(Output.withoutNumbers), $0) }
      for group in texts.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
        result += group.1
        groups.append(group.1.joined(separator: "\n"))
      }
      rows = [:]
    }
    for line in lines {
      if Pattern.tableHeader.matches(line) {
        flush()
        result.append(line)
        groups.append(line)
        column = line.hasPrefix("EVENT ") ? 1 : 0
        if line.hasPrefix("LAST SEEN") { column = 3 }
      } else {
        let cells = line.split(separator: " ")
        rows[column < cells.count ? String(cells[column]) : line, default: []].append(line)
      }
    }
    flush()
    lines = result
  }
}

extension Pattern {
  static let node = Pattern("\\bnode-[0-9]+\\b")
  static let placeholder = Pattern("<([A-Z]+)-[0-9]+>")
  static let container = Pattern("(fakeRuntime|containerd)://[A-Za-z0-9_.<>-]*")
  static let imageIdentifier = Pattern(
    "((?:Image ID|imageID|\"imageID\"): +\"?)[^\"\\s,]+")
  /// What a runtime makes of the name of an image, in the status of a container.
  static let canonicalImage = Pattern("(image\"?: \"?)docker\\.io/library/")
  static let machine = Pattern(" {2,}Debian GNU/Linux .*<CONTAINER>")
  static let machineLine = Pattern(
    "^ *(Machine ID|System UUID|Boot ID|Kernel Version|OS Image|Container Runtime Version"
      + "|ProviderID|PodCIDRs?|ephemeral-storage):( |$)")
  static let serverPort = Pattern("(?<=<IP-\\d>:|TargetPort: {15}|IPv4 {3})20\\d02\\b")
  static let serverAddress = Pattern("https://(127\\.0\\.0\\.1:<PORT>|192\\.168\\.49\\.2:8443)")
  static let schedulerHost = Pattern("(default-scheduler, default-scheduler-)[a-z-]+")
  static let lastingAge = Pattern("\\(lasts [0-9a-z]+\\)")
  static let finalAge = Pattern("(?<= )\\d+[smh](\\d+[sm])?$")
  static let describedVersion = Pattern("^( *Resource Version: +)\\d+$")
  static let quotedVersion = Pattern("(resourceVersion\\\\\":\\\\\")\\d+")
  static let sliceName = Pattern("^([a-z0-9-]+)-[bcdfghjklmnpqrstvwxz2456789]{5}( +IPv4 )")
  static let logLine = Pattern("^[EWI]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6} +\\d+")
  /// A row whose object has a random name.
  static let randomStart = Pattern("<SUFFIX-|^\\S*<(HASH|UID)-|^\\S+-<END> ")
  static let temporaryFile = Pattern("(/tmp/(?:LIVE|MERGED|kubectl-edit)-)(?:N|\\d+)")
  static let fileTime = Pattern(
    "^([+-]{3} \\S+\\s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ \\+0000$")
  /// A pod that never came to be has a random name too.
  static let refusedPod = Pattern(
    "(Error creating: pods \"\\S*-)[bcdfghjklmnpqrstvwxz2456789]{5}(?=\")")
  static let nodePort = Pattern("(?<=\\d:)3[0-2]\\d{3}(?=/(TCP|UDP))")
  static let randomName = Pattern("^ *(Name|name): +\\S*<(SUFFIX|HASH|UID)-\\d+>$")
}

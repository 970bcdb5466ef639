import Simulation

/// `dig`, from BIND: asks the name server of its host and prints the answer as it came.
///
/// Unlike other programs it takes names as they are, without the search list, unless `+search`.
final class DigProgram: Program {
  private var type = "A"
  private var name = ""
  private var usesSearchList = false
  private var isShort = false
  private var showsAnswerOnly = false
  private let version = "9.9.5-9+deb8u19-Debian"

  func start(_ process: Process) {
    if let problem = read(Array(process.arguments.dropFirst()), process) {
      process.writeError("dig: \(problem)\n")
      process.exit(1)
      return
    }
    let record: RecordType
    switch type {
    case "A", "AAAA": record = .address
    case "SRV": record = .service
    case "PTR": record = .pointer
    default:
      process.writeError("dig: records of type \(type) are not supported here\n")
      process.exit(1)
      return
    }
    let question = usesSearchList || name.hasSuffix(".") ? name : name + "."
    process.world.network.lookUp(question, record, from: process.host) { [self] result in
      guard process.isRunning else { return }
      addTargets(process, result)
    }
  }

  /// Reads the command line; what is wrong with it, if anything.
  private func read(_ words: [String], _ process: Process) -> String? {
    let types = ["A", "AAAA", "SRV", "PTR", "ANY", "MX", "TXT", "NS", "SOA", "CNAME"]
    var index = 0
    func next() -> String? {
      index += 1
      return index < words.count ? words[index] : nil
    }
    while index < words.count {
      let word = words[index]
      if word.hasPrefix("+") {
        switch word {
        case "+short": isShort = true
        case "+search": usesSearchList = true
        case "+nosearch": usesSearchList = false
        case "+noall": showsAnswerOnly = true
        case "+answer", "+nocmd", "+nostats", "+nocomments": break
        default: return "the option \(word) is not supported here"
        }
      } else if word.hasPrefix("@") {
        let server = String(word.dropFirst())
        if process.host.resolver.nameServers.first != server {
          return "another name server, \(server), is not supported here"
        }
      } else if word == "-t" {
        guard let text = next() else { return "invalid option" }
        type = text.uppercased()
      } else if word == "-x" {
        guard let address = next(), isAddress(address) else { return "invalid option" }
        type = "PTR"
        name = address.split(separator: ".").reversed().joined(separator: ".") + ".in-addr.arpa"
      } else if word.hasPrefix("-") {
        return "the option \(word) is not supported here"
      } else if types.contains(word.uppercased()), word == word.uppercased() || !name.isEmpty {
        type = word.uppercased()
      } else {
        name = word
      }
      index += 1
    }
    return name.isEmpty ? "a name is needed; the list of root servers is not supported here" : nil
  }

  // MARK: The answer

  /// Adds the addresses of what SRV records point to, as CoreDNS does.
  private func addTargets(_ process: Process, _ result: LookUpResult) {
    var targets: [String] = []
    if case .found(_, let records, _) = result {
      for record in records {
        if case .service(_, _, _, let target) = record.content, !targets.contains(target) {
          targets.append(target)
        }
      }
    }
    collect(process, targets[...], []) { [self] additional in
      show(process, result, additional)
    }
  }

  private func collect(
    _ process: Process, _ targets: ArraySlice<String>, _ known: [DNSRecord],
    _ body: @escaping ([DNSRecord]) -> Void
  ) {
    guard let target = targets.first else {
      body(known)
      return
    }
    process.world.network.lookUp(target + ".", .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      var known = known
      if case .found(_, let records, _) = result { known += records }
      collect(process, targets.dropFirst(), known, body)
    }
  }

  private func show(_ process: Process, _ result: LookUpResult, _ additional: [DNSRecord]) {
    let words = process.arguments.dropFirst().joined(separator: " ")
    let banner = "\n; <<>> DiG \(version) <<>> \(words)\n;; global options: +cmd\n"
    var records: [DNSRecord] = []
    var asked = name.hasSuffix(".") ? String(name.dropLast()) : name
    var server = process.host.resolver.nameServers.first ?? ""
    var isMissing = false
    switch result {
    case .noServer:
      process.write(banner + ";; connection timed out; no servers could be reached\n")
      process.exit(9)
      return
    case .notFound(let last, let address):
      isMissing = true
      asked = last
      server = address
    case .found(let name, let found, let address):
      records = type == "AAAA" ? [] : found
      asked = name
      server = address
    }
    if isShort {
      for record in records { process.write(DigProgram.data(of: record).text + "\n") }
      process.exit(0)
      return
    }
    let answer = records.map { DigProgram.line($0) }.joined()
    if showsAnswerOnly {
      process.write(answer)
      process.exit(0)
      return
    }
    let world = process.world
    let id = world.random.pick(
      below: 65_536, "dig", "\(process.host.name) \(asked) \(type)",
      UInt64(bitPattern: world.now.milliseconds))
    let extra = additional.map { DigProgram.line($0) }.joined()
    var text = banner + ";; Got answer:\n"
    text +=
      ";; ->>HEADER<<- opcode: QUERY, status: \(isMissing ? "NXDOMAIN" : "NOERROR"), id: \(id)\n"
    text +=
      ";; flags: qr aa rd; QUERY: 1, ANSWER: \(records.count), AUTHORITY: 0, ADDITIONAL: "
      + "\(additional.count + 1)\n;; WARNING: recursion requested but not available\n\n"
    text += ";; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 4096\n;; QUESTION SECTION:\n"
    text += DigProgram.columns(";\(asked).", ["", "IN", type]) + "\n\n"
    if !answer.isEmpty { text += ";; ANSWER SECTION:\n\(answer)\n" }
    if !extra.isEmpty { text += ";; ADDITIONAL SECTION:\n\(extra)\n" }
    text += ";; Query time: 2 msec\n;; SERVER: \(server)#53(\(server))\n"
    text += ";; WHEN: \(DateFormat.text("%a %b %d %T UTC %Y", world.now) ?? "")\n"
    let sizes = (records + additional).reduce(0) { $0 + DigProgram.size(of: $1) }
    text += ";; MSG SIZE  rcvd: \(12 + asked.utf8.count + 2 + 4 + 11 + sizes)\n\n"
    process.write(text)
    process.exit(0)
  }

  /// Seconds that an answer of the cluster's name server may be kept.
  private static let lifetime = 30

  private static func line(_ record: DNSRecord) -> String {
    let data = data(of: record)
    return columns("\(record.name).", [String(lifetime), "IN", data.type, data.text]) + "\n"
  }

  private static func data(of record: DNSRecord) -> (type: String, text: String) {
    switch record.content {
    case .address(let address): ("A", address)
    case .service(let priority, let weight, let port, let target):
      ("SRV", "\(priority) \(weight) \(port) \(target).")
    case .pointer(let target): ("PTR", target + ".")
    case .alias(let target): ("CNAME", target + ".")
    }
  }

  /// The length of a record in the message, names written out.
  private static func size(of record: DNSRecord) -> Int {
    let name = record.name.utf8.count + 2 + 10
    switch record.content {
    case .address: return name + 4
    case .service(_, _, _, let target): return name + 6 + target.utf8.count + 2
    case .pointer(let target), .alias(let target): return name + target.utf8.count + 2
    }
  }

  /// The columns of a zone file at 24, 32, 40 and 48, with tabs; what is too long takes a blank.
  private static func columns(_ name: String, _ values: [String]) -> String {
    var text = name
    var column = name.utf8.count
    for (index, value) in values.enumerated() {
      let goal = 24 + 8 * index
      if value.isEmpty { continue }
      if column >= goal {
        text += " "
        column += 1
      } else {
        while column < goal {
          text += "\t"
          column = column / 8 * 8 + 8
        }
      }
      text += value
      column += value.utf8.count
    }
    return text
  }
}

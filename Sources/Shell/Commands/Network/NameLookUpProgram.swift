import Simulation

/// `nslookup`, with the words of three kinds of it.
final class NameLookUpProgram: Program {
  enum Style {
    /// Debian's, from BIND.
    case debian
    /// BusyBox from 1.29 on.
    case busybox
    /// BusyBox up to 1.28, the one of the Kubernetes tutorials.
    case oldBusybox
  }

  private let style: Style

  init(_ style: Style) { self.style = style }

  func start(_ process: Process) {
    var type = RecordType.address
    var names: [String] = []
    for word in process.arguments.dropFirst() {
      guard word.hasPrefix("-") else {
        names.append(word)
        continue
      }
      let parts = word.dropFirst().split(separator: "=", maxSplits: 1)
      let kind = parts.count == 2 ? parts[1].lowercased() : ""
      guard parts.count == 2, ["type", "query", "querytype", "q"].contains(String(parts[0])) else {
        fail(process, "\(word) is not supported here")
        return
      }
      switch kind {
      case "a": type = .address
      case "srv": type = .service
      case "ptr": type = .pointer
      default:
        fail(process, "records of type \(kind) are not supported here")
        return
      }
    }
    guard var name = names.first else {
      fail(process, "a name is needed; the interactive mode is not supported here")
      return
    }
    if names.count > 1 {
      fail(process, "another name server is not supported here")
      return
    }
    let shown = name
    if isAddress(name), type == .address || type == .pointer {
      type = .pointer
      name = name.split(separator: ".").reversed().joined(separator: ".") + ".in-addr.arpa"
    }
    let server = process.host.resolver.nameServers.first
    let network = process.world.network
    network.lookUp(name, type, from: process.host) { [self] result in
      guard process.isRunning else { return }
      guard style == .oldBusybox, let server else {
        answer(process, shown, name, server ?? "", result)
        return
      }
      // This one also asks for the names of the addresses that it prints.
      let addresses = [server] + result.addresses
      nameAll(process, addresses[...], [:]) { [self] known in
        answerOld(process, shown, server, result, known)
      }
    }
  }

  private func fail(_ process: Process, _ message: String) {
    process.writeError("nslookup: \(message)\n")
    process.exit(1)
  }

  private func nameAll(
    _ process: Process, _ addresses: ArraySlice<String>, _ known: [String: String],
    _ body: @escaping ([String: String]) -> Void
  ) {
    guard let address = addresses.first else {
      body(known)
      return
    }
    let question =
      address.split(separator: ".").reversed().joined(separator: ".") + ".in-addr.arpa."
    process.world.network.lookUp(question, .pointer, from: process.host) { [self] result in
      guard process.isRunning else { return }
      var known = known
      if case .found(_, let records, _) = result,
        case .pointer(let name)? = records.first?.content
      {
        known[address] = name
      }
      nameAll(process, addresses.dropFirst(), known, body)
    }
  }

  private func answerOld(
    _ process: Process, _ shown: String, _ server: String, _ result: LookUpResult,
    _ names: [String: String]
  ) {
    func line(_ number: Int, _ address: String) -> String {
      "Address \(number): \(address)" + (names[address].map { " " + $0 } ?? "") + "\n"
    }
    process.write("Server:    \(server)\n" + line(1, server) + "\n")
    guard !result.addresses.isEmpty else {
      process.writeError("nslookup: can't resolve '\(shown)'\n")
      process.exit(1)
      return
    }
    var text = "Name:      \(shown)\n"
    for (index, address) in result.addresses.enumerated() { text += line(index + 1, address) }
    process.write(text)
    process.exit(0)
  }

  private func answer(
    _ process: Process, _ shown: String, _ name: String, _ server: String, _ result: LookUpResult
  ) {
    if case .noServer = result {
      process.write(
        style == .debian
          ? ";; connection timed out; no servers could be reached\n\n"
          : ";; connection timed out; no servers could be reached\n")
      process.exit(1)
      return
    }
    let mark = style == .debian ? "#53" : ":53"
    var text = "Server:\t\t\(server)\nAddress:\t\(server)\(mark)\n\n"
    guard case .found(_, let records, _) = result else {
      text += "** server can't find \(shown): NXDOMAIN\n\n"
      process.write(text)
      process.exit(1)
      return
    }
    for record in records {
      switch record.content {
      case .address(let address): text += "Name:\t\(record.name)\nAddress: \(address)\n"
      case .service(let priority, let weight, let port, let target):
        text += "\(record.name)\tservice = \(priority) \(weight) \(port) \(target).\n"
      case .pointer(let target):
        text += "\(record.name)\tname = \(target)\(style == .debian ? "." : "")\n"
      case .alias(let target): text += "\(record.name)\tcanonical name = \(target).\n"
      }
    }
    process.write(text + "\n")
    process.exit(0)
  }
}

import Simulation

/// One request, and the values of nginx's variables for it.
struct NginxRequest {
  var message: HTTPMessage
  var path: String
  var client: String
  var port: Int
  /// The name of the machine.
  var host: String
  var serverName: String
  var connection: Int

  /// The text with the variables in it replaced; an unknown one becomes empty.
  func expanding(_ text: String, _ now: VirtualTime) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      let isBraced = index < bytes.count && bytes[index] == UInt8(ascii: "{")
      if isBraced { index += 1 }
      let start = index
      while index < bytes.count, NginxRequest.isNamePart(bytes[index]) { index += 1 }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      if isBraced, index < bytes.count { index += 1 }
      result.append(contentsOf: value(name, now).utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57)
      || byte == 95
  }

  private func value(_ name: String, _ now: VirtualTime) -> String {
    let target = message.target ?? "/"
    switch name {
    case "hostname": return host
    case "host": return String((message["Host"] ?? serverName).prefix { $0 != ":" })
    case "http_host": return message["Host"] ?? ""
    case "uri", "document_uri": return path
    case "request_uri": return target
    case "args", "query_string":
      guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return "" }
      return String(target[target.utf8.index(after: mark)...])
    case "request_method": return message.method ?? ""
    case "remote_addr": return client
    case "server_port": return String(port)
    case "server_name": return serverName
    case "scheme": return "http"
    case "request": return message.startLine
    case "time_local": return now.logDate
    case "time_iso8601": return now.calendar.rfc3339
    case "connection": return String(connection)
    default:
      guard name.hasPrefix("http_") else { return "" }
      let header = String(name.dropFirst(5).map { $0 == "_" ? "-" : $0 })
      return message[header] ?? ""
    }
  }
}

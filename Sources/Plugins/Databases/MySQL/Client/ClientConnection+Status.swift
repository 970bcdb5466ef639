import SQL
import Simulation

extension ClientConnection {
  /// What the client's command `status` prints.
  ///
  /// - Parameter version: the line of the client program itself.
  func status(
    _ options: ClientOptions, version: String, completion: @escaping (String) -> Void
  ) {
    let question =
      "SELECT DATABASE(), USER(), @@version, @@version_comment, @@character_set_server,"
      + " @@character_set_client, @@character_set_connection"
    query(question) { [self] result in
      guard case .success(.rows(let answer)) = result, let row = answer.rows.first else {
        return completion("")
      }
      let facts = row.map { $0 ?? "" }
      query("SHOW GLOBAL STATUS") { [self] result in
        var values: [String: Int64] = [:]
        if case .success(.rows(let rows)) = result {
          for row in rows.rows {
            values[(row[0] ?? "")] = (row[1] ?? nil).flatMap { Int64($0) }
          }
        }
        completion(statusText(options, version, facts, values))
      }
    }
  }

  private func statusText(
    _ options: ClientOptions, _ version: String, _ facts: [String], _ values: [String: Int64]
  ) -> String {
    var lines = [
      "--------------", version, "", "Connection id:\t\t\(number)",
      "Current database:\t\(facts[0])", "Current user:\t\t\(facts[1])",
      "Current pager:\t\tstdout", "Using outfile:\t\t''", "Using delimiter:\t;",
      "Server version:\t\t\(facts[2]) \(facts[3])", "Protocol version:\t10",
    ]
    let characterSets = [
      "Server characterset:\t\(facts[4])", "Db     characterset:\t\(facts[4])",
      "Client characterset:\t\(facts[5])", "Conn.  characterset:\t\(facts[6])",
    ]
    switch options.target {
    case .network(let host, let port):
      lines.append("Connection:\t\t\(host) via TCP/IP")
      lines += characterSets + ["TCP port:\t\t\(port)"]
    case .socket(let path):
      lines.append("Connection:\t\tLocalhost via UNIX socket")
      lines += characterSets + ["UNIX socket:\t\t\(path)"]
    }
    if !facts[2].hasPrefix("5.7") { lines.append("Binary data as:\t\tHexadecimal") }
    let uptime = values["Uptime"] ?? 0
    let questions = values["Questions"] ?? 0
    let average = questions * 1000 / max(1, uptime)
    lines += [
      "Uptime:\t\t\t\(duration(uptime))", "",
      "Threads: \(values["Threads_connected"] ?? 0)  Questions: \(questions)  Slow queries: 0"
        + "  Opens: 0  Flush tables: 3  Open tables: 0  Queries per second avg:"
        + " \(average / 1000).\(padded(average % 1000, 3))",
      "--------------", "",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// `1 day 2 hours 22 min 36 sec`, from the first part that is not 0 on.
  private func duration(_ seconds: Int64) -> String {
    var text = ""
    let days = seconds / 86_400
    let hours = seconds % 86_400 / 3600
    let minutes = seconds % 3600 / 60
    if days > 0 { text += "\(days) \(days == 1 ? "day" : "days") " }
    if days > 0 || hours > 0 { text += "\(hours) \(hours == 1 ? "hour" : "hours") " }
    if seconds >= 60 { text += "\(minutes) min " }
    return text + "\(seconds % 60) sec"
  }
}

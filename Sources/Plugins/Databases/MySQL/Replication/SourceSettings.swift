import SQL

/// Whom a replica follows and from where: what CHANGE REPLICATION SOURCE TO sets.
struct SourceSettings {
  var host = ""
  var port: Int64 = 3306
  var user = ""
  var password = ""
  var connectRetry: Int64 = 60
  var retryCount: Int64 = 86_400
  /// Milliseconds.
  var heartbeat: Int64 = 30_000
  var delay: Int64 = 0
  var usesAutoPosition = false
  var getsPublicKey = false
  var usesEncryption = false
  /// Where the receiver was told to begin.
  var file = ""
  var position: Int64 = 4
  /// The source's identity, as it was last seen.
  var uuid = ""
  var serverID: Int64 = 0

  private static let names = [
    "Host", "Port", "User_name", "User_password", "Connect_retry", "Retry_count", "Heartbeat",
    "Delay", "Enabled_auto_position", "Get_public_key", "Enabled_ssl", "Master_log_name",
    "Master_log_pos", "Uuid", "Server_id",
  ]

  static var definition: TableDefinition {
    var definition = TableDefinition(
      database: "mysql", name: "slave_master_info",
      columns: (["Channel_name"] + names).map {
        ColumnDefinition(name: $0, type: .varchar(255))
      }, keys: [KeyDefinition(kind: .primary, name: "PRIMARY", columns: ["Channel_name"])])
    definition.columns[0].isNotNull = true
    return definition
  }

  var row: SQLRow {
    let fields = [
      "", host, String(port), user, password, String(connectRetry), String(retryCount),
      String(heartbeat), String(delay), usesAutoPosition ? "1" : "0", getsPublicKey ? "1" : "0",
      usesEncryption ? "1" : "0", file, String(position), uuid, String(serverID),
    ]
    return fields.map { .text($0) }
  }

  init() {}

  init(row: SQLRow) {
    let fields = row.map { $0.text ?? "" }
    guard fields.count == 16 else { return }
    host = fields[1]
    port = Int64(fields[2]) ?? 3306
    user = fields[3]
    password = fields[4]
    connectRetry = Int64(fields[5]) ?? 60
    retryCount = Int64(fields[6]) ?? 86_400
    heartbeat = Int64(fields[7]) ?? 30_000
    delay = Int64(fields[8]) ?? 0
    usesAutoPosition = fields[9] == "1"
    getsPublicKey = fields[10] == "1"
    usesEncryption = fields[11] == "1"
    file = fields[12]
    position = Int64(fields[13]) ?? 4
    uuid = fields[14]
    serverID = Int64(fields[15]) ?? 0
  }

  /// Takes options over. Returns what is wrong with them.
  mutating func take(_ options: [SourceOption]) -> SQLError? {
    func text(_ option: SourceOption) -> String? {
      if case .text(let text) = option.value { text } else { nil }
    }
    func number(_ option: SourceOption) -> Int64? {
      if case .number(let number) = option.value { number } else { nil }
    }
    for option in options {
      let wrong = SQLError(
        1210, "HY000", "Incorrect arguments to \(option.name)")
      switch option.name {
      case "SOURCE_HOST":
        guard let value = text(option) else { return wrong }
        host = value
      case "SOURCE_USER":
        guard let value = text(option) else { return wrong }
        user = value
      case "SOURCE_PASSWORD":
        guard let value = text(option) else { return wrong }
        if value.utf8.count > 32 {
          return SQLError(
            1470, "HY000",
            "String '\(value)' is too long for MASTER_PASSWORD (should be no longer than 32)")
        }
        password = value
      case "SOURCE_LOG_FILE":
        guard let value = text(option) else { return wrong }
        file = value
      case "SOURCE_PORT":
        guard let value = number(option), value <= 65_535 else { return wrong }
        port = value
      case "SOURCE_CONNECT_RETRY":
        guard let value = number(option) else { return wrong }
        connectRetry = value
      case "SOURCE_RETRY_COUNT":
        guard let value = number(option) else { return wrong }
        retryCount = value
      case "SOURCE_DELAY":
        guard let value = number(option), value < 1 << 31 else { return wrong }
        delay = value
      case "SOURCE_LOG_POS":
        guard let value = number(option) else { return wrong }
        position = value
      case "SOURCE_AUTO_POSITION":
        guard let value = number(option) else { return wrong }
        usesAutoPosition = value != 0
      case "GET_SOURCE_PUBLIC_KEY":
        guard let value = number(option) else { return wrong }
        getsPublicKey = value != 0
      case "SOURCE_SSL":
        guard let value = number(option) else { return wrong }
        usesEncryption = value != 0
      case "SOURCE_HEARTBEAT_PERIOD":
        switch option.value {
        case .number(let seconds): heartbeat = min(seconds, 4_294_967) * 1000
        case .decimal(let text):
          heartbeat = SQLDecimal(text)?.thousandths ?? 30_000
        default: return wrong
        }
      case "RELAY_LOG_FILE", "RELAY_LOG_POS", "SOURCE_BIND", "NETWORK_NAMESPACE",
        "IGNORE_SERVER_IDS", "PRIVILEGE_CHECKS_USER", "SOURCE_CONNECTION_AUTO_FAILOVER",
        "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS", "GTID_ONLY":
        return .unsupported(option.name)
      // What is about the encryption of the connection changes nothing here.
      default: break
      }
    }
    return nil
  }
}

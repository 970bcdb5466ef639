import SQL
import Simulation

/// `SHOW REPLICA STATUS`, or `SHOW SLAVE STATUS` with the words of old.
struct ReplicaStatus {
  private let replica: Replica
  private let oldWords: Bool

  init(_ replica: Replica, oldWords: Bool) {
    self.replica = replica
    self.oldWords = oldWords
  }

  var result: ResultSet {
    let fields = self.fields
    var result = ResultSet(
      fields.map { ResultSet.Column(renamed($0.name), isNumeric: $0.isNumeric, isNotNull: true) })
    if replica.isConfigured { result.rows = [fields.map { $0.value }] }
    return result
  }

  private func renamed(_ name: String) -> String {
    guard oldWords else { return name }
    var name = name
    for (new, old) in [("Source", "Master"), ("Replica", "Slave"), ("source", "master")] {
      name = ReplicaStatus.replacing(name, new, old)
    }
    return name
  }

  private static func replacing(_ text: String, _ old: String, _ new: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    let wanted = Array(old.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: wanted) {
        // `Replicate_Do_DB` keeps its name.
        let next = index + wanted.count
        if !(old == "Replica" && next < bytes.count && bytes[next] == UInt8(ascii: "t")) {
          result += new.utf8
          index = next
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private typealias Field = (name: String, value: String?, isNumeric: Bool)

  private func stamp(_ time: VirtualTime?) -> String {
    guard let date = time?.calendar else { return "" }
    return padded(date.year % 100, 2) + padded(date.month, 2) + padded(date.day, 2) + " "
      + date.clock
  }

  private var fields: [Field] {
    let server = replica.server
    let settings = replica.settings
    let receiver = replica.receiver!
    let applier = replica.applier!
    let position = applier.position
    let isOld = server.isOld
    func text(_ name: String, _ value: String?) -> Field { (name, value, false) }
    func number(_ name: String, _ value: Int64?) -> Field { (name, value.map { String($0) }, true) }
    let running = receiver.isRunning ? (receiver.isConnected ? "Yes" : "Connecting") : "No"
    let space = replica.relayLog.names.reduce(Int64(0)) { $0 + replica.relayLog.size($1) }
    var delay: Int64?
    if let due = applier.dueTime {
      delay = max(0, (due - server.process.world.now).milliseconds + 999) / 1000
    }
    var fields: [Field] = [
      text("Replica_IO_State", receiver.state),
      text("Source_Host", settings.host), text("Source_User", settings.user),
      number("Source_Port", settings.port), number("Connect_Retry", settings.connectRetry),
      text("Source_Log_File", receiver.file),
      number("Read_Source_Log_Pos", receiver.position),
      text("Relay_Log_File", position.relayFile), number("Relay_Log_Pos", position.relayPosition),
      text("Relay_Source_Log_File", position.sourceFile),
      text("Replica_IO_Running", running),
      text("Replica_SQL_Running", applier.isRunning ? "Yes" : "No"),
      text("Replicate_Do_DB", ""), text("Replicate_Ignore_DB", ""),
      text("Replicate_Do_Table", ""), text("Replicate_Ignore_Table", ""),
      text("Replicate_Wild_Do_Table", ""), text("Replicate_Wild_Ignore_Table", ""),
      number("Last_Errno", Int64(applier.errorNumber)), text("Last_Error", applier.errorText),
      number(
        "Skip_Counter",
        server.variables.number(server.variables.ownName("sql_replica_skip_counter"))),
      number("Exec_Source_Log_Pos", position.sourcePosition),
      number("Relay_Log_Space", space), text("Until_Condition", "None"),
      text("Until_Log_File", ""), number("Until_Log_Pos", 0),
      text("Source_SSL_Allowed", settings.usesEncryption ? "Yes" : "No"),
      text("Source_SSL_CA_File", ""), text("Source_SSL_CA_Path", ""),
      text("Source_SSL_Cert", ""), text("Source_SSL_Cipher", ""), text("Source_SSL_Key", ""),
      number("Seconds_Behind_Source", replica.secondsBehind),
      text("Source_SSL_Verify_Server_Cert", "No"),
      number("Last_IO_Errno", Int64(receiver.errorNumber)),
      text("Last_IO_Error", receiver.errorText),
      number("Last_SQL_Errno", Int64(applier.errorNumber)),
      text("Last_SQL_Error", applier.errorText), text("Replicate_Ignore_Server_Ids", ""),
    ]
    fields += [
      number("Source_Server_Id", settings.serverID), text("Source_UUID", settings.uuid),
      text(
        "Source_Info_File", isOld ? "/var/lib/mysql/master.info" : "mysql.slave_master_info"),
      number("SQL_Delay", settings.delay), number("SQL_Remaining_Delay", delay),
      text("Replica_SQL_Running_State", applier.state),
      number("Source_Retry_Count", settings.retryCount), text("Source_Bind", ""),
      text("Last_IO_Error_Timestamp", stamp(receiver.errorTime)),
      text("Last_SQL_Error_Timestamp", stamp(applier.errorTime)), text("Source_SSL_Crl", ""),
      text("Source_SSL_Crlpath", ""), text("Retrieved_Gtid_Set", replica.retrieved.text),
      text("Executed_Gtid_Set", server.storage.executed.text),
      number("Auto_Position", settings.usesAutoPosition ? 1 : 0),
      text("Replicate_Rewrite_DB", ""), text("Channel_Name", ""), text("Source_TLS_Version", ""),
    ]
    if !isOld {
      fields += [
        text("Source_public_key_path", ""),
        number("Get_Source_public_key", settings.getsPublicKey ? 1 : 0),
        text("Network_Namespace", ""),
      ]
    }
    return fields
  }
}

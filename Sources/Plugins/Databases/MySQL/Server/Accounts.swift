import SQL
import Simulation

/// The accounts of a server. They are rows of `mysql.user` and `mysql.db`, so they are kept,
/// recovered and cloned with the data; each has a host, a user, a way to log in, and privileges.
///
/// Of a password only a digest is kept. It is no digest of the real server's.
struct Accounts {
  let engine: SQLEngine

  static let everything = "ALL PRIVILEGES"

  /// Makes the tables of a new server, with `root@localhost` in it.
  static func create(in engine: SQLEngine) {
    engine.createDatabase("mysql")
    let names = ["Host", "User", "plugin", "authentication_string", "Privileges", "Grant_priv"]
    var user = TableDefinition(
      database: "mysql", name: "user", columns: names.map { column($0) },
      keys: [KeyDefinition(kind: .primary, name: "PRIMARY", columns: ["Host", "User"])])
    for index in 0..<2 { user.columns[index].isNotNull = true }
    engine.createTable(user)
    var database = TableDefinition(
      database: "mysql", name: "db",
      columns: ["Host", "Db", "User", "Table_name", "Privileges"].map { column($0) },
      keys: [
        KeyDefinition(
          kind: .primary, name: "PRIMARY", columns: ["Host", "Db", "User", "Table_name"])
      ])
    for index in 0..<4 { database.columns[index].isNotNull = true }
    engine.createTable(database)
  }

  private static func column(_ name: String) -> ColumnDefinition {
    ColumnDefinition(
      name: name,
      type: name == "authentication_string" || name == "Privileges" ? .text(65_535) : .varchar(255))
  }

  struct Entry {
    var account: Account
    var plugin: String
    var digest: String
    var privileges: [String]
    var grants: Bool
  }

  /// The accounts, in the order of their keys.
  var all: [Entry] {
    var entries: [Entry] = []
    engine.table("mysql", "user")?.forEachCommitted { _, row in
      let fields = row.map { $0.text ?? "" }
      entries.append(
        Entry(
          account: Account(user: fields[1], host: fields[0]), plugin: fields[2],
          digest: fields[3], privileges: Accounts.list(fields[4]), grants: fields[5] == "Y"))
    }
    return entries
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { part in
      part.hasPrefix(" ") ? String(part.dropFirst()) : String(part)
    }
  }

  func entry(_ account: Account) -> Entry? { all.first { $0.account == account } }

  /// The account that a client gets: of those whose host fits, the one that names it best.
  func match(user: String, host: String) -> Entry? {
    let fitting = all.filter { entry in
      (entry.account.user == user || entry.account.user.isEmpty)
        && Accounts.fits(host, entry.account.host)
    }
    return fitting.min { left, right in
      Accounts.rank(left.account) < Accounts.rank(right.account)
    }
  }

  private static func rank(_ account: Account) -> Int {
    let host = account.host == "%" ? 200 : account.host.utf8.contains(37) ? 100 : 0
    return host + (account.user.isEmpty ? 1 : 0)
  }

  private static func fits(_ host: String, _ pattern: String) -> Bool {
    if pattern == "%" || pattern == host { return true }
    guard pattern.utf8.last == 37 else { return false }
    return host.hasPrefix(pattern.dropLast())
  }

  static func digest(_ password: String, _ account: String = "") -> String {
    if password.isEmpty { return "" }
    var text = "*"
    for part in 0..<3 {
      var hash = Hash64(seed: UInt64(part))
      hash.combine(password)
      text += hash.digits(uppercase: true)
    }
    return String(text.prefix(41))
  }

  // MARK: Changing

  /// Puts a row in, or replaces the one with its key; nil deletes.
  private func put(_ table: String, _ key: SQLRow, _ row: SQLRow?) {
    guard let table = engine.table("mysql", table) else { return }
    let transaction = engine.begin()
    var before: SQLRow?
    table.forEachCommitted { _, known in
      if Array(known.prefix(key.count)) == key { before = known }
    }
    do throws(ApplyProblem) {
      if before != nil || row != nil {
        try engine.apply(table, before: before, after: row, hiddenKey: nil, transaction)
      }
    } catch {}
    engine.commit(transaction)
  }

  func save(_ entry: Entry) {
    let key: SQLRow = [.text(entry.account.host), .text(entry.account.user)]
    put(
      "user", key,
      key + [
        .text(entry.plugin), .text(entry.digest), .text(entry.privileges.joined(separator: ", ")),
        .text(entry.grants ? "Y" : "N"),
      ])
  }

  func remove(_ account: Account) {
    put("user", [.text(account.host), .text(account.user)], nil)
    for row in grants(of: account) { put("db", Array(row.prefix(4)), nil) }
  }

  /// The rows of `mysql.db` of an account.
  func grants(of account: Account) -> [SQLRow] {
    var rows: [SQLRow] = []
    engine.table("mysql", "db")?.forEachCommitted { _, row in
      if row[0].text == account.host, row[2].text == account.user { rows.append(row) }
    }
    return rows
  }

  func change(_ grant: Grant, of account: Account, adding: Bool) {
    func changed(_ known: [String]) -> [String] {
      if grant.privileges.contains(Accounts.everything) {
        return adding ? [Accounts.everything] : []
      }
      var result = known.filter { adding || !grant.privileges.contains($0) }
      for privilege in grant.privileges where adding && !result.contains(privilege) {
        result.append(privilege)
      }
      return result
    }
    guard let database = grant.database else {
      guard var entry = entry(account) else { return }
      entry.privileges = changed(entry.privileges)
      if grant.withGrantOption { entry.grants = adding }
      save(entry)
      return
    }
    let key: SQLRow = [
      .text(account.host), .text(database), .text(account.user), .text(grant.table ?? ""),
    ]
    let known = grants(of: account).first { Array($0.prefix(4)) == key }
    let privileges = changed(Accounts.list(known?[4].text ?? ""))
    put(
      "db", key,
      privileges.isEmpty ? nil : key + [.text(privileges.joined(separator: ", "))])
  }

  /// Whether an account may do something, on a database if one is named.
  func allows(
    _ account: Account, _ privilege: String, database: String? = nil, table: String? = nil
  ) -> Bool {
    guard let entry = entry(account) else { return false }
    if entry.privileges.contains(Accounts.everything) || entry.privileges.contains(privilege) {
      return true
    }
    guard let database else { return false }
    return grants(of: account).contains { row in
      let privileges = Accounts.list(row[4].text ?? "")
      guard privileges.contains(Accounts.everything) || privileges.contains(privilege) else {
        return false
      }
      let name = row[1].text ?? ""
      let tableName = row[3].text ?? ""
      return name == database && (tableName.isEmpty || table == nil || tableName == table)
    }
  }

  /// The lines of SHOW GRANTS.
  func lines(_ account: Account) -> [String] {
    guard let entry = entry(account) else { return [] }
    let name = "`\(account.user)`@`\(account.host)`"
    let global = entry.privileges.isEmpty ? "USAGE" : entry.privileges.joined(separator: ", ")
    var lines = ["GRANT \(global) ON *.* TO \(name)" + (entry.grants ? " WITH GRANT OPTION" : "")]
    for row in grants(of: account) {
      let table = row[3].text ?? ""
      lines.append(
        "GRANT \(row[4].text ?? "") ON `\(row[1].text ?? "")`.\(table.isEmpty ? "*" : "`\(table)`")"
          + " TO \(name)")
    }
    return lines
  }
}

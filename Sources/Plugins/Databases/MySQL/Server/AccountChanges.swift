import SQL

/// Statements about accounts: CREATE USER, ALTER USER, GRANT and their like.
struct AccountChanges {
  private let accounts: Accounts
  /// How a new account logs in whose statement does not say.
  private let defaultPlugin: String
  /// Whose statement it is; nil for one that came through the log.
  private let actor: Account?

  init(_ server: MySQLServer, actor: Account?) {
    self.init(server.accounts, defaultPlugin: server.authenticationPlugin, actor: actor)
  }

  init(_ accounts: Accounts, defaultPlugin: String, actor: Account?) {
    self.accounts = accounts
    self.defaultPlugin = defaultPlugin
    self.actor = actor
  }

  func run(_ statement: Statement, database: String) throws(SQLError) {
    switch statement {
    case .createUsers(let changes, let ifNotExists):
      for change in changes {
        if accounts.entry(change.account) != nil {
          if ifNotExists { continue }
          throw SQLError(
            1396, "HY000", "Operation CREATE USER failed for \(change.account.text)")
        }
        let plugin = change.plugin ?? defaultPlugin
        guard
          ["mysql_native_password", "caching_sha2_password", "sha256_password"].contains(plugin)
        else { throw SQLError(1524, "HY000", "Plugin '\(plugin)' is not loaded") }
        accounts.save(
          Accounts.Entry(
            account: change.account, plugin: plugin,
            digest: Accounts.digest(change.password ?? ""), privileges: [], grants: false))
      }
    case .alterUsers(let changes, let ifExists):
      for change in changes {
        guard var entry = accounts.entry(named(change.account)) else {
          if ifExists { continue }
          throw SQLError(1396, "HY000", "Operation ALTER USER failed for \(change.account.text)")
        }
        if let plugin = change.plugin { entry.plugin = plugin }
        if let password = change.password { entry.digest = Accounts.digest(password) }
        accounts.save(entry)
      }
    case .setPassword(let account, let password):
      let account = named(account ?? Account(user: "", host: ""))
      guard var entry = accounts.entry(account) else {
        throw SQLError(1133, "42000", "Can't find any matching row in the user table")
      }
      entry.digest = Accounts.digest(password)
      accounts.save(entry)
    case .dropUsers(let list, let ifExists):
      for account in list {
        guard accounts.entry(account) != nil else {
          if ifExists { continue }
          throw SQLError(1396, "HY000", "Operation DROP USER failed for \(account.text)")
        }
        accounts.remove(account)
      }
    case .grant(let grant): try apply(grant, database, adding: true)
    case .revoke(let grant): try apply(grant, database, adding: false)
    default: break
    }
  }

  private func named(_ account: Account) -> Account {
    account.user.isEmpty && account.host.isEmpty ? actor ?? account : account
  }

  private static let privileges: [String] = [
    "ALL PRIVILEGES", "USAGE", "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER",
    "INDEX", "REFERENCES", "RELOAD", "SHUTDOWN", "PROCESS", "FILE", "SUPER", "LOCK TABLES",
    "REPLICATION SLAVE", "REPLICATION CLIENT", "CREATE USER", "SHOW DATABASES", "CREATE VIEW",
    "SHOW VIEW", "TRIGGER", "EVENT", "EXECUTE", "CREATE TEMPORARY TABLES", "CREATE ROUTINE",
    "ALTER ROUTINE", "GRANT OPTION", "CREATE TABLESPACE", "CREATE ROLE", "DROP ROLE",
    "REPLICATION_SLAVE_ADMIN", "CONNECTION_ADMIN", "SYSTEM_VARIABLES_ADMIN", "BACKUP_ADMIN",
    "CLONE_ADMIN", "BINLOG_ADMIN",
  ]

  private func apply(_ grant: Grant, _ current: String, adding: Bool) throws(SQLError) {
    var grant = grant
    if grant.database == "" { grant.database = current }
    if let database = grant.database, database.isEmpty { throw .noDatabase }
    for privilege in grant.privileges where !AccountChanges.privileges.contains(privilege) {
      throw SQLError(3619, "HY000", "Illegal privilege level specified for \(privilege)")
    }
    grant.privileges.removeAll { $0 == "USAGE" }
    // What comes through the log was allowed where it ran first.
    if let actor {
      guard accounts.entry(actor)?.grants == true else {
        throw SQLError(
          1045, "28000", "Access denied for user \(actor.text) (using password: YES)")
      }
    }
    for account in grant.accounts {
      guard accounts.entry(account) != nil else {
        throw adding
          ? SQLError(1410, "42000", "You are not allowed to create a user with GRANT")
          : SQLError(
            1141, "42000",
            "There is no such grant defined for user '\(account.user)' on host '\(account.host)'")
      }
      accounts.change(grant, of: account, adding: adding)
    }
  }
}

public import Sessions
import Simulation

/// The plugin with the database MySQL: its server, its clients, its replication.
public enum DatabasesPlugin {
  /// Registers the images `mysql` and `gcr.io/google-samples/xtrabackup`, the clients on the laptop,
  /// and `sim audit`.
  public static var plugin: SimulationPlugin {
    SimulationPlugin(
      name: "databases", version: "1.0",
      summary: "The database MySQL 5.7 and 8.0 with replication, its clients, xtrabackup"
    ) { registrations in
      registrations.program("mysqld", summary: "the server of MySQL") { MySQLServer() }
      registrations.program("mysql-entrypoint", summary: "starts what a mysql image runs") {
        MySQLEntrypoint()
      }
      registrations.command("mysql", summary: "the client of MySQL") { MySQLProgram() }
      registrations.command("mysqladmin", summary: "small orders to a MySQL server") {
        MySQLAdminProgram()
      }
      registrations.command("mysqldump", summary: "writes a database as statements") {
        MySQLDumpProgram()
      }
      registrations.program("mysql_tzinfo_to_sql", summary: "time zones as statements") {
        TimeZoneProgram()
      }
      registrations.program("mysqlbinlog", summary: "says that it is not there") {
        MySQLBinlogProgram.make()
      }
      registrations.program("xtrabackup", summary: "copies a running MySQL") {
        XtrabackupProgram()
      }
      registrations.program("xbstream", summary: "unpacks what xtrabackup sends") {
        XbstreamProgram()
      }
      registrations.program("ncat", summary: "passes files over the network") { NcatProgram() }
      DatabaseImages().register(in: registrations)
      registrations.fault(
        "audit", usage: "[HOST]",
        summary: "compare what clients were told with what a database server has"
      ) { process, words in AuditCommand.run(process, words) }
      registrations.picture("databases", summary: "rows, logs, lag, and who follows whom") {
        world, scene in
        guard let system = world.component("databases") as? DatabaseSystem else { return }
        DatabasePicture(system, at: world.now).add(to: &scene)
      }
    }
  }
}

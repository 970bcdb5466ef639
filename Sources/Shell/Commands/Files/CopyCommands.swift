import Simulation

extension StandardCommand {
  /// `cp`
  static var cp: StandardCommand {
    StandardCommand(
      name: "cp", short: "rRafpvdPLTnu",
      long: [("recursive", "r"), ("archive", "a"), ("force", "f"), ("verbose", "v")],
      usage: "cp [OPTION]... SOURCE... DEST", refused: "bilsStx"
    ) { call in
      FileTransfer(call, isMove: false).run()
    }
  }

  /// `mv`
  static var mv: StandardCommand {
    StandardCommand(
      name: "mv", short: "fvTn", long: [("force", "f"), ("verbose", "v")],
      usage: "mv [OPTION]... SOURCE... DEST", refused: "biStuZ"
    ) { call in
      FileTransfer(call, isMove: true).run()
    }
  }
}

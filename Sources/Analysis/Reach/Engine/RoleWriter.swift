// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// A right to write roles, how somebody came by it, and how far it was followed.
  struct RoleWriter {
    let writing: RoleWriting
    /// The step that brought it.
    let step: Int
    let route: any Route.Type
    /// How many channels and shared roles were looked at.
    var seenChannels = 0
    var seenRoles = 0
    /// How many rights to make roles there were then.
    var seenMakers = 0
    /// The channels that it may write to, with how much of what it may write was written.
    var channels: [Written] = []
    /// The shared roles that it may write, likewise.
    var roles: [Written] = []
    /// Whether some ClusterRole may be written that a controller then takes in.
    var feeds = false
    /// The step by which that ClusterRole is made first, where none is there.
    var feeder: Int?

    /// A role, and how much of what the writer covers where the role is was written into it.
    struct Written {
      /// Its place among the channels, or the shared roles.
      let number: Int
      var count = 0
      /// What that was half of: where something else is active, there are other lists to give.
      var active: JointHalves = []
    }
  }

  /// A role that a binding gives to all who are held.
  struct SharedRole {
    let described: WritableRole
    let role: Int
    let home: NumberedScope
    let step: Int

    var scope: Scope { home.scope }
  }

  /// What one identity covers in one scope.
  struct CoverKey: Hashable {
    var place: Int
    var scope: Int
  }
}

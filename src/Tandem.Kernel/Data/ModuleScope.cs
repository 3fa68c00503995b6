using Tandem.Kernel.Actors;
using Tandem.Kernel.Messaging;

namespace Tandem.Kernel.Data;

/// <summary>What every module's context needs of the current scope: who acts, real time, the database and the message being handled.</summary>
public sealed record ModuleScope(ActorScope Actor, TimeProvider Time, IRowStore Store, OutboxBell Bell, MessageScope Message);

using Microsoft.EntityFrameworkCore;

namespace Chat.Server.Data;

/// <summary>The tables. A hub has a scope for each call, so that a context in its constructor is its own.</summary>
public sealed class ChatDb(DbContextOptions<ChatDb> options) : DbContext(options)
{
    /// <summary>Everybody who ever signed in.</summary>
    public DbSet<StoredUser> Users => Set<StoredUser>();

    /// <summary>All rooms.</summary>
    public DbSet<StoredRoom> Rooms => Set<StoredRoom>();

    /// <summary>All messages of all rooms.</summary>
    public DbSet<StoredMessage> Messages => Set<StoredMessage>();

    /// <summary>Who belongs to which room.</summary>
    public DbSet<StoredMember> Members => Set<StoredMember>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredUser>().HasKey(user => user.Name);
        modelBuilder.Entity<StoredRoom>().HasKey(room => room.Name);
        modelBuilder.Entity<StoredMember>().HasKey(member => new { member.User, member.Room });
        modelBuilder.Entity<StoredMessage>(message =>
        {
            message.HasKey(one => one.Id);
            message.HasIndex(one => new { one.Room, one.Id });

            // Whoever sends a message twice finds the first one by this.
            message.HasIndex(one => new { one.Sender, one.Key }).IsUnique();
        });
    }
}

package latchkey.admin.api.staff;

import java.util.List;

/** What a staff member is to be. */
public record StaffChange(String name, Staff.Role role, List<String> regions) {}

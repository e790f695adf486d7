package latchkey.admin.api.staff;

import java.util.List;

public record OwnSessionList(List<OwnSession> items) {}
